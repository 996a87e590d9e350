/**
 * A stand-in of the users resource to test against, without credentials: start at {@link
 * io.partnercenter.users.sandbox.PartnerCenterSandbox}, or in JUnit at {@link
 * io.partnercenter.users.sandbox.PartnerCenterSandboxExtension}.
 *
 * <p>It shares no code with the client, on purpose: what both got from the same place they could
 * get wrong together. Only the extension knows the client, which it hands out.
 */
@NullMarked
package io.partnercenter.users.sandbox;

import org.jspecify.annotations.NullMarked;
