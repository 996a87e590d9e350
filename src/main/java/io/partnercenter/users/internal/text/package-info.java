/** Makes text of others safe to show: masks secrets, escapes control characters. */
@NullMarked
package io.partnercenter.users.internal.text;

import org.jspecify.annotations.NullMarked;
