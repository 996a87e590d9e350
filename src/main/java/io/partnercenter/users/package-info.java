/**
 * The client. Start at {@link io.partnercenter.users.PartnerCenter}.
 *
 * <p>The spec describes what is sent and received; the packages {@code api} and {@code model} are
 * generated from it. This package determines how it is sent: tokens, headers, limits, errors.
 */
@NullMarked
package io.partnercenter.users;

import org.jspecify.annotations.NullMarked;
