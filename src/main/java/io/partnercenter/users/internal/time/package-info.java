/** The clock, the timer and durations. Tests replace the timer. */
@NullMarked
package io.partnercenter.users.internal.time;

import org.jspecify.annotations.NullMarked;
