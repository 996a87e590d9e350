package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.partnercenter.users.SpecChecked;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/testing.md does what the page says. */
class TestingPageTest {
  private static BiConsumer<UserHandle, String> code;

  @Test
  void theCodeOfYesterdayFailsWithTheMessageOfThePage() throws Exception {
    code =
        (user, country) ->
            user.patch(CustomerUserUpdate.builder().displayName("Moved to " + country).build());

    Throwable failure = TestRun.failures(TestRun.of(MovesTest.class)).get(0);

    assertThat(Files.readString(Path.of("docs/testing.md"))).contains("```\n" + failure + "\n```");
  }

  @Test
  void theCodeOfTodayPasses() {
    code =
        (user, country) -> user.patch(CustomerUserUpdate.builder().usageLocation(country).build());

    assertThat(TestRun.of(MovesTest.class).getTestsSucceededCount()).isEqualTo(1);
  }

  @SpecChecked
  static class MovesTest {
    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Test
    void aMoveChangesTheUsageLocation() {
      code.accept(sandbox.user(), "SE");

      assertEquals("SE", sandbox.received().single().patched("usageLocation"));
    }
  }
}
