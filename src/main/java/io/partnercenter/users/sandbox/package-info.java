/**
 * A stand-in for the users resource, for tests without credentials. Start with {@link
 * io.partnercenter.users.sandbox.PartnerCenterSandbox}, or in JUnit with {@link
 * io.partnercenter.users.sandbox.PartnerCenterSandboxExtension}.
 *
 * <p>The sandbox deliberately shares no code with the client: mistakes in shared code would be in
 * both, and tests wouldn't find them. Only the extension uses the client, because it creates
 * clients for tests.
 */
@NullMarked
package io.partnercenter.users.sandbox;

import org.jspecify.annotations.NullMarked;
