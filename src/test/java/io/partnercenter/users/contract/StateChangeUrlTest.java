package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.Pact;
import au.com.dius.pact.provider.ConsumerInfo;
import au.com.dius.pact.provider.ProviderClient;
import au.com.dius.pact.provider.ProviderInfo;
import au.com.dius.pact.provider.ProviderVerifier;
import au.com.dius.pact.provider.VerificationResult;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.SandboxControl;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verifies the contract by URLs alone: Pact sets up the states over HTTP, as the verifiers of all
 * languages do.
 */
@Tag("contract")
class StateChangeUrlTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private SandboxControl control;

  @BeforeEach
  void startControl() {
    control = SandboxControl.start(sandbox.get(), 0);
  }

  @AfterEach
  void stopControl() {
    control.close();
  }

  @ParameterizedTest
  @CsvSource({"'', true", "?ids=own, false"})
  void everyInteractionIsMet(String ids, boolean inBody) throws MalformedURLException {
    ProviderInfo provider = new ProviderInfo(ContractFiles.PROVIDER);
    provider.setPort(URI.create(sandbox.get().baseUrl()).getPort());
    provider.setHost("127.0.0.1");
    provider.setStateChangeUrl(URI.create(control.baseUrl() + "/provider-states" + ids).toURL());
    provider.setStateChangeUsesBody(inBody);
    provider.setStateChangeTeardown(true);
    ConsumerInfo consumer = new ConsumerInfo("consumer");
    Map<String, VerificationResult> failed = new LinkedHashMap<>();
    Pact pact =
        DefaultPactReader.INSTANCE.loadPact(
            ContractFiles.WRITTEN.resolve(ContractFiles.PACT).toFile());
    ProviderVerifier verifier = new ProviderVerifier();
    verifier.setReporters(List.of());

    for (Interaction interaction : pact.getInteractions()) {
      Map<String, Object> failures = new LinkedHashMap<>();
      VerificationResult result =
          verifier.verifyInteraction(
              provider,
              consumer,
              failures,
              interaction,
              pact,
              null,
              new ProviderClient(provider, info -> ProviderVerification.httpClient()));
      sandbox.checkExchanges();
      if (!(result instanceof VerificationResult.Ok)) {
        failed.put(interaction.getDescription(), result);
      }
    }

    assertThat(pact.getInteractions()).hasSizeGreaterThan(40);
    assertThat(failed).isEmpty();
  }
}
