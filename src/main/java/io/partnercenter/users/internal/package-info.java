/**
 * How calls are executed: tokens, headers, attempts, throttling, limits and failures.
 *
 * <p>Internal: everything here may change in any release, and no public signature uses it.
 */
@NullMarked
package io.partnercenter.users.internal;

import org.jspecify.annotations.NullMarked;
