/**
 * Decides when requests are sent: start at {@link
 * io.partnercenter.users.internal.throttle.Limiter}.
 */
@NullMarked
package io.partnercenter.users.internal.throttle;

import org.jspecify.annotations.NullMarked;
