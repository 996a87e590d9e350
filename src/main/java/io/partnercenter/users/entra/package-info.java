/**
 * Access tokens of App+User credentials, by MSAL4J: start at {@link
 * io.partnercenter.users.entra.AppUserCredentials}.
 */
@NullMarked
package io.partnercenter.users.entra;

import org.jspecify.annotations.NullMarked;
