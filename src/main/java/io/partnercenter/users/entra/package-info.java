/**
 * Access tokens of App+User credentials, obtained with MSAL4J. Start at {@link
 * io.partnercenter.users.entra.AppUserCredentials}.
 */
@NullMarked
package io.partnercenter.users.entra;

import org.jspecify.annotations.NullMarked;
