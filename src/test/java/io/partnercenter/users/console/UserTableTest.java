package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T22:05:00Z",
        "2026-11-27T22:05:00.1234567Z",
        "2026-11-28T00:05:00+02:00"
      })
  void aTimeIsShownInUtcWithSecondsAndWithoutFractions(String deleted) {
    StringWriter out = new StringWriter();

    new UserTable(new PrintWriter(out), true)
        .print(
            CustomerUser.builder()
                .id(new UUID(0, 1))
                .softDeletionTime(OffsetDateTime.parse(deleted))
                .displayName("Daniel")
                .build());

    assertThat(out.toString()).endsWith("  2026-11-27T22:05:00Z  Daniel\n");
  }
}
