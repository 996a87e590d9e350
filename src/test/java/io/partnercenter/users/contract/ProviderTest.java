package io.partnercenter.users.contract;

import io.partnercenter.users.SpecCheckedSandbox;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verifies the contract with the sandbox, or with the provider of {@code -Dprovider.url=…}. */
class ProviderTest extends ProviderVerification {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Override
  ProviderStates states() {
    RemoteStates remote = RemoteStates.ofProperties();
    return remote != null ? remote : new SandboxStates(sandbox.get());
  }
}
