/**
 * The client: start at {@link io.partnercenter.users.PartnerCenter}.
 *
 * <p>What is sent and received is described by the spec and generated from it, into {@code api} and
 * {@code model}; this package says how: tokens, headers, limits, errors.
 */
@NullMarked
package io.partnercenter.users;

import org.jspecify.annotations.NullMarked;
