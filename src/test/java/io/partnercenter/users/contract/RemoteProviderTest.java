package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which requests are sent to a provider of which only the URL is known. */
@Tag("contract")
class RemoteProviderTest {
  private static final String CUSTOMER = PartnerCenterSandbox.CUSTOMER_ID.toString();
  private static final String USER = PartnerCenterSandbox.USER_ID.toString();

  @Test
  void withOnlyAUrlReadsThatNeedNoDataAreSent() {
    assertThat(sent(new RemoteStates("https://provider.invalid", "t", null, null, false)))
        .containsExactlyInAnyOrder(
            "a list, refused with 401 400",
            "a list, refused with 404 60003",
            "a read, refused with 401 400",
            "a read, refused with 404 60003");
  }

  @Test
  void withTheIdsOfAUserTheUserIsRead() {
    assertThat(sent(new RemoteStates("https://provider.invalid", "t", CUSTOMER, USER, false)))
        .containsExactlyInAnyOrder(
            "a list, refused with 401 400",
            "a list, refused with 404 60003",
            "a read",
            "a read that asks whether the token was obtained with MFA",
            "a read, refused with 401 400",
            "a read, refused with 404 60002",
            "a read, refused with 404 60003");
  }

  @Test
  void withPermissionToWriteTheUserIsChanged() {
    assertThat(sent(new RemoteStates("https://provider.invalid", "t", CUSTOMER, USER, true)))
        .contains("a read", "a change of the usage location", "a reset of the password")
        .doesNotContain("a restoration", "a change, throttled by the gateway");
  }

  private static List<String> sent(RemoteStates states) {
    List<String> sent = new ArrayList<>();
    for (PactInteraction interaction : PactInteraction.written()) {
      Map<?, ?> state = interaction.state();
      @SuppressWarnings("unchecked") // keys of JSON objects are strings
      Map<String, ?> parameters = (Map<String, ?>) state.get("params");
      String name = state.get("name").toString();
      if (states.obstacle(interaction.request().method(), name, parameters) == null) {
        sent.add(interaction.description());
      }
    }
    return sent;
  }

  /** Verifies the contract with a sandbox as that provider. */
  @Nested
  class Verification extends ProviderVerification {
    @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

    @Override
    ProviderStates states() {
      sandbox.get().expireToken("expired");
      return new RemoteStates(sandbox.get().baseUrl(), "any-token", CUSTOMER, USER, true);
    }
  }
}
