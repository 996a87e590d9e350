/**
 * How calls are made: tokens, headers, attempts, throttling, limits, failures.
 *
 * <p>Internal. Anything here may change in any release; no public signature names it.
 */
@NullMarked
package io.partnercenter.users.internal;

import org.jspecify.annotations.NullMarked;
