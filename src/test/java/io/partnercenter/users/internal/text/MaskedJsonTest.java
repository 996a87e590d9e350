package io.partnercenter.users.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is shown of JSON. */
class MaskedJsonTest {
  private static final String JSON =
      "{\"id\":\"1\",\"passwordProfile\":{\"Password\":\"Renew456*\",\"forceChangePassword\":true},"
          + "\"state\":null}";

  @Test
  void aPasswordIsMaskedAndEverythingElseIsShown() {
    assertThat(MaskedJson.inOneLine(JSON))
        .isEqualTo(
            "{\"id\":\"1\",\"passwordProfile\":{\"Password\":\"***\",\"forceChangePassword\":true},"
                + "\"state\":null}");
  }

  @Test
  void forPeopleItIsIndented() {
    assertThat(MaskedJson.indented("{\"id\":\"1\",\"password\":\"Renew456*\"}"))
        .isEqualTo("{\n  \"id\": \"1\",\n  \"password\": \"***\"\n}");
  }

  @Test
  void ofAnotherTextOnlyTheLengthIsShown() {
    assertThat(MaskedJson.indented("Renew456* is the password"))
        .isEqualTo("(25 characters that are no JSON)");
  }
}
