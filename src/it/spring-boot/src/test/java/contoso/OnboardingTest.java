package contoso;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OnboardingTest extends SandboxTest {
  @Autowired Onboarding onboarding;

  @Test
  void aMoveChangesTheUsageLocation() {
    onboarding.move(CUSTOMER_ID, USER_ID, "SE");

    assertThat(SANDBOX.received().single().patched("usageLocation")).isEqualTo("SE");
  }
}
