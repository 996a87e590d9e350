package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadmeTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void theCodeOfTheReadmeRuns() {
    String accessToken = "test-token";
    UUID customerId = PartnerCenterSandbox.CUSTOMER_ID;
    UUID userId = PartnerCenterSandbox.USER_ID;
    // the README's, and a line for the sandbox
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl(sandbox.get().baseUrl())
            .accessTokens(AccessTokens.of(accessToken)) // of App+User credentials
            .applicationName("contoso-onboarding")
            .build()) {
      UserHandle user = partner.customers().byId(customerId).users().byId(userId);

      CustomerUser updated = user.patch(CustomerUserUpdate.builder().usageLocation("SE").build());
      user.resetPassword("Renew456*", true);
      user.restore();

      assertThat(updated.getUsageLocation()).isEqualTo("SE");
    }
  }

  @Test
  void theReadmeShowsTheCodeAbove() throws IOException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    List<String> source =
        Files.readAllLines(Path.of("src/test/java/io/partnercenter/users/ReadmeTest.java")).stream()
            .map(String::strip)
            .collect(Collectors.toList());

    assertThat(source)
        .containsSubsequence(
            block.group(1).lines().map(String::strip).collect(Collectors.toList()));
  }
}
