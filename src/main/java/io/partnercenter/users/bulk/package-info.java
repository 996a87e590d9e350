/**
 * Many updates at once: start at {@link io.partnercenter.users.bulk.BulkUpdate}. Built on the
 * public API of the client alone.
 */
@NullMarked
package io.partnercenter.users.bulk;

import org.jspecify.annotations.NullMarked;
