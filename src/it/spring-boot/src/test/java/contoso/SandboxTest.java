package contoso;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

@SpringBootTest
abstract class SandboxTest {
  /** Runs as long as the JVM, like the cached Spring context. */
  static final PartnerCenterSandbox SANDBOX = PartnerCenterSandbox.start();

  @TestBean AccessTokenProvider accessTokens;

  @Autowired PartnerCenter partner;

  @DynamicPropertySource
  static void useTheSandbox(DynamicPropertyRegistry registry) {
    registry.add("partner-center.base-url", SANDBOX::baseUrl);
  }

  static AccessTokenProvider accessTokens() {
    return AccessTokens.of("test-token");
  }

  @BeforeEach
  void reset() {
    SANDBOX.reset();
    partner.forgetThrottles();
  }
}
