package contoso;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Gets the Spring context that OnboardingTest cached: its client must still reach the sandbox. */
class SecondSandboxTest extends SandboxTest {
  @Autowired Onboarding onboarding;

  @Test
  void aUserWhoIsGoneIsNotMoved() {
    assertThat(onboarding.move(CUSTOMER_ID, UUID.randomUUID(), "SE")).isFalse();
  }
}
