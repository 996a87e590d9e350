package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.internal.text.MaskedJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void playsTheScenariosAndShowsEachExchange() {
    String shown = play();

    assertThat(shown)
        .containsSubsequence(
            "== 1. Get the user",
            "GET http://127.0.0.1:",
            "200 OK",
            "== 2. Update the usage location and the names",
            "PATCH http://127.0.0.1:",
            "/v1/customers/eebd1b55-5360-4438-a11d-5c06918c3014/users/4b10bf41-ab11-40e3-8c53-cd67849b50de",
            "MS-Contract-Version: v1",
            "{\n  \"usageLocation\": \"SE\",",
            "200 OK",
            "Changed:",
            "usageLocation                        US → SE",
            "displayName                          DisplayName → DisplayNameChange",
            "== 3. Reset the password",
            "PATCH http://127.0.0.1:",
            "200 OK",
            "passwordProfile.password             (none) → ***",
            "== 4. Restore the user",
            "\"state\": \"inactive\"",
            "PATCH http://127.0.0.1:",
            "\"state\": \"active\"",
            "state                                inactive → active");
  }

  @Test
  void masksTokensAndPasswords() {
    assertThat(play())
        .contains("Authorization: ***")
        .contains("\"password\": \"***\"")
        .doesNotContain("Renew456*")
        .doesNotContain("a-token-the-sandbox-accepts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Password\":\"secret\",\"a\":[1,{\"password\":{\"x\":\"secret\"}}]} | password",
        "secret, but no JSON | (19 characters that are no JSON)",
        "{\"a\":\"b\", secret | (16 characters that are no JSON)",
        "{\"a\":1e99999999999} | 1e99999999999",
      })
  void masksPasswordsWhereverTheyAre(String json, String shown) {
    assertThat(MaskedJson.indented(json)).doesNotContain("secret").contains(shown);
  }

  private String play() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Scenario.play(sandbox.get(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
