/**
 * Many updates at once. Start at {@link io.partnercenter.users.bulk.BulkUpdate}. Uses only the
 * public API of the client.
 */
@NullMarked
package io.partnercenter.users.bulk;

import org.jspecify.annotations.NullMarked;
