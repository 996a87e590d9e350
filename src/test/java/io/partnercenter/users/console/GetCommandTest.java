package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.NextResponse;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetCommandTest {
  private static final UUID USER = PartnerCenterSandbox.USER_ID;

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @ValueSource(
      strings = {"4b10bf41-ab11-40e3-8c53-cd67849b50de", "EmailId@abcdefgh1234.ccsctp.net"})
  void aUserIsShownWithItsETag(String user) {
    ConsoleRun run = get("--user=" + user);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("Read (200)\n")
        .contains("  id                                   " + USER + "\n")
        .contains("  ETag                                 \"v1\"\n");
  }

  @Test
  void anUpdateAcceptsTheETagThatIsShown() {
    ConsoleRun update =
        ConsoleRun.of(
            Map.of("PARTNER_CENTER_TOKEN", "any"),
            "",
            "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
            "--user=" + USER,
            "--base-url=" + sandbox.get().baseUrl(),
            "--if-match=\"v1\"",
            "--usage-location=SE");

    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(get("--user=" + USER).out()).contains("\"v2\"");
  }

  @Test
  void aDeletedUserIsFoundByItsName() {
    sandbox.get().deleteUser(PartnerCenterSandbox.CUSTOMER_ID, USER);

    ConsoleRun run = get("--user=emailid@abcdefgh1234.ccsctp.net", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"state\": \"inactive\"", "\"etag\": \"\\\"v2\\\"\"");
  }

  @Test
  void textOfTheServiceIsEscapedForTheTerminal() {
    String body = "{\"id\":\"" + USER + "\",\"displayName\":\"\\u001b[2J\\u009b\"}";
    sandbox.get().respondNext(NextResponse.builder().body(body).build());
    sandbox.get().respondNext(NextResponse.builder().body(body).build());

    assertThat(get("--user=" + USER).out())
        .contains("\\u001b[2J\\u009b\n", "  ETag                                 (none)\n")
        .doesNotContain("\u001b", "\u009b");
    assertThat(get("--user=" + USER, "--json").out())
        .contains("\\u001b[2J\\u009b\"", "\"etag\": null")
        .doesNotContain("\u001b", "\u009b");
  }

  @Test
  void everyPropertyNamedPasswordIsMasked() {
    String body =
        "{\"id\":\""
            + USER
            + "\",\"passwordProfile\":{\"password\":\"Renew456*\",\"PASSWORD\":\"Renew456*\"},"
            + "\"Password\":{\"a\":\"Renew456*\"},\"new\":[{\"password\":\"Renew456*\"}]}";
    sandbox.get().respondNext(NextResponse.builder().body(body).build());
    sandbox.get().respondNext(NextResponse.builder().body(body).build());

    assertThat(get("--user=" + USER).out())
        .contains("  passwordProfile.password             ***\n")
        .doesNotContain("Renew456*");
    assertThat(get("--user=" + USER, "--json").out())
        .contains("\"password\": \"***\"")
        .doesNotContain("Renew456*");
  }

  @Test
  void aNameThatNobodyHasIsExitCode1() {
    ConsoleRun run = get("--user=nobody@contoso.example");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "Failed\n"
                + "  description                          "
                + "the customer has no user named nobody@contoso.example\n");
    assertThat(get("--user=nobody@contoso.example", "--json").err())
        .contains(
            "  \"description\": \"the customer has no user named nobody@contoso.example\",\n");
  }

  @Test
  void aRefusalIsExitCode1() {
    ConsoleRun run = get("--user=" + UUID.randomUUID());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("60002");
  }

  @Test
  void wrongUseIsExitCode2() {
    assertThat(get().exitCode()).isEqualTo(2);
    assertThat(get().err()).startsWith("--user is missing");
    assertThat(get("--user=daniel").err())
        .contains("'daniel' is not a GUID or user principal name");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  private ConsoleRun get(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "get",
                "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
                "--base-url=" + sandbox.get().baseUrl()));
    arguments.addAll(List.of(options));
    return ConsoleRun.of(
        Map.of("PARTNER_CENTER_TOKEN", "any"), "", arguments.toArray(String[]::new));
  }
}
