package io.partnercenter.users.console;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.OkHttpClient;

/** Plays the three documented uses of the PATCH request, one by one, on the sandbox's user. */
final class Scenario {
  private final PartnerCenterSandbox sandbox;
  private final UserHandle user;
  private final PrintWriter out;

  private Scenario(PartnerCenterSandbox sandbox, PartnerCenter partner, PrintWriter out) {
    this.sandbox = sandbox;
    this.user =
        partner
            .customers()
            .byId(PartnerCenterSandbox.CUSTOMER_ID)
            .users()
            .byId(PartnerCenterSandbox.USER_ID);
    this.out = out;
  }

  static void play(PartnerCenterSandbox sandbox, PrintStream stream) {
    PrintWriter out = new PrintWriter(stream, true, StandardCharsets.UTF_8);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(new ExchangePrinter(new HttpText(out)))
            .build();
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl(sandbox.baseUrl())
            .accessTokens(AccessTokens.of("a-token-the-sandbox-accepts"))
            .applicationName("console")
            .httpClient(client)
            .build()) {
      new Scenario(sandbox, partner, out).play();
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private void play() {
    title("1. Get the user");
    CustomerUser original = user.get();

    title("2. Update the usage location and the names");
    CustomerUser updated =
        user.patch(
            CustomerUserUpdate.builder()
                .usageLocation("SE")
                .displayName("DisplayNameChange")
                .firstName("FirstNameChange")
                .lastName("LastNameChange")
                .userPrincipalName("emailidchange@abcdefgh1234.ccsctp.net")
                .build());
    showChanges(original, updated);

    title("3. Reset the password");
    CustomerUser reset = user.resetPassword("Renew456*", true);
    showChanges(updated, reset);

    title("4. Restore the user after a deletion");
    sandbox.deleteUser(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID);
    CustomerUser deleted = user.get();
    CustomerUser restored = user.restore();
    showChanges(deleted, restored);
  }

  private void title(String text) {
    out.println();
    out.println("== " + text);
  }

  private void showChanges(CustomerUser before, CustomerUser after) {
    List<String> changes = UserChanges.between(before, after);
    out.println();
    out.println("Changed:");
    changes.forEach(change -> out.println("  " + change));
  }
}
