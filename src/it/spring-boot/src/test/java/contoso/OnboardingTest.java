package contoso;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.sandbox.ErrorShape;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OnboardingTest extends SandboxTest {
  @Autowired Onboarding onboarding;

  @Test
  void aMoveChangesTheUsageLocation() {
    onboarding.move(CUSTOMER_ID, USER_ID, "SE");

    assertThat(SANDBOX.received().single().patched("usageLocation")).isEqualTo("SE");
  }

  @Test
  void aLongThrottleIsReported() {
    SANDBOX.throttle(CUSTOMER_ID, 0, Duration.ofMinutes(5), ErrorShape.GATEWAY);

    PartnerServiceException failure =
        assertThrows(
            PartnerServiceException.class, () -> onboarding.move(CUSTOMER_ID, USER_ID, "SE"));

    assertThat(failure.category()).isEqualTo(ErrorCategory.THROTTLED);
    assertThat(failure.retryAfter()).isGreaterThan(Duration.ofMinutes(4));
  }
}
