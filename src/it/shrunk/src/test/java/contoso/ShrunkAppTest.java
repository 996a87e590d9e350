package contoso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShrunkAppTest {
  @Test
  void theShrunkProgramPatchesTheSandbox() throws Exception {
    try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start()) {
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  "target/app.jar",
                  "contoso.App",
                  sandbox.baseUrl(),
                  PartnerCenterSandbox.CUSTOMER_ID.toString(),
                  PartnerCenterSandbox.USER_ID.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertLinesMatch(
          List.of(".*usageLocation=SE.*", "SE", "60002"),
          output.lines().collect(Collectors.toList()));
      assertEquals(0, program.waitFor());
      assertEquals(
          "SE",
          sandbox
              .user(PartnerCenterSandbox.CUSTOMER_ID, PartnerCenterSandbox.USER_ID)
              .get("usageLocation"));
    }
  }
}
