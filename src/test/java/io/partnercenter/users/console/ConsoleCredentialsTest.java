package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.entra.EntraStub;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The console gets its tokens by credentials; the way to Entra is that of the JVM. */
class ConsoleCredentialsTest {
  private static final String SECRET = "client-secret-value";
  private static final String CONSENT = "consent-refresh-token";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PARTNER_CENTER_TENANT",
          "contoso.example",
          "PARTNER_CENTER_CLIENT_ID",
          "client-id",
          "PARTNER_CENTER_CLIENT_SECRET",
          SECRET,
          "PARTNER_CENTER_REFRESH_TOKEN",
          CONSENT);

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  private final EntraStub entra = new EntraStub();
  private String out = "";
  private String err = "";

  @BeforeEach
  void leadToTheStub() throws Exception {
    InetSocketAddress proxy = (InetSocketAddress) entra.proxy().address();
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
    System.setProperty(
        "javax.net.ssl.trustStore", entra.trustStore(folder.resolve("trusted")).toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "password");
  }

  @AfterEach
  void restore() throws IOException {
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
    entra.close();
    assertThat(out + err).doesNotContain(SECRET, CONSENT, "at-1", "rt-1");
  }

  @Test
  void fromTheEnvironment() {
    entra.answers(EntraStub.tokens("at-1", "rt-1"));

    int exitCode = update(ENVIRONMENT);

    assertThat(exitCode).as(err).isZero();
    assertThat(entra.grants.get(0)).containsEntry("refresh_token", CONSENT);
    assertThat(sandbox.onlyExchange().requestHeaders().get("Authorization"))
        .containsExactly("Bearer at-1");
  }

  @Test
  void fromAFileThatKeepsTheTokens() throws IOException {
    Path file = folder.resolve("credentials.properties");
    Files.writeString(
        file,
        "tenant=contoso.example\nclient-id=client-id\nclient-secret="
            + SECRET
            + "\nrefresh-token="
            + CONSENT
            + "\ntoken-store="
            + folder.resolve("tokens"));
    entra.answers(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));

    assertThat(update(Map.of(), "--credentials-file=" + file)).as(err).isZero();
    assertThat(update(Map.of(), "--credentials-file=" + file)).as(err).isZero();

    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThat(update(Map.of("PARTNER_CENTER_TENANT", "contoso.example"))).isEqualTo(2);
    assertThat(err).startsWith("PARTNER_CENTER_CLIENT_ID is missing\n");

    Path file = Files.writeString(folder.resolve("some"), "tenant=contoso.example\n");
    assertThat(update(Map.of(), "--credentials-file=" + file)).isEqualTo(2);
    assertThat(err).startsWith("client-id is missing in " + file + "\n");

    assertThat(update(Map.of(), "--credentials-file=" + folder.resolve("none"))).isEqualTo(2);
    assertThat(err).startsWith("--credentials-file can't be read: ");
  }

  @Test
  void aRefusalSaysWhatToDo() {
    entra.answers(EntraStub.refusal("invalid_grant", "AADSTS65001: No consent to " + SECRET));

    int exitCode = update(ENVIRONMENT);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("AADSTS65001").contains("a person must consent again");
  }

  private int update(Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--customer=" + PartnerCenterSandbox.CUSTOMER_ID);
    arguments.add("--user=" + PartnerCenterSandbox.USER_ID);
    arguments.add("--usage-location=SE");
    arguments.add("--base-url=" + sandbox.get().baseUrl());
    ConsoleRun run = ConsoleRun.of(environment, "", arguments.toArray(new String[0]));
    out = run.out();
    err = run.err();
    return run.exitCode();
  }
}
