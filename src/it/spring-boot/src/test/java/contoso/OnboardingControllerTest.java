package contoso;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.partnercenter.users.sandbox.ErrorShape;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@AutoConfigureMockMvc
class OnboardingControllerTest extends SandboxTest {
  @Autowired MockMvc http;

  @Test
  void aMoveChangesTheUsageLocation() throws Exception {
    move(USER_ID, "SE").andExpect(status().isNoContent());

    assertThat(SANDBOX.received().single().patched("usageLocation")).isEqualTo("SE");
  }

  @Test
  void aThrottledMoveIsUnavailableForAsLong() throws Exception {
    SANDBOX.throttle(CUSTOMER_ID, 0, Duration.ofMinutes(5), ErrorShape.GATEWAY);

    move(USER_ID, "SE")
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().exists("Retry-After"));
  }

  @Test
  void aUserWhoIsGoneIsNotFound() throws Exception {
    move(UUID.randomUUID(), "SE").andExpect(status().isNotFound());
  }

  @Test
  void aCountryThatIsNoCodeIsABadRequestAndNotSent() throws Exception {
    move(USER_ID, "Sweden").andExpect(status().isBadRequest());

    SANDBOX.received().none();
  }

  @Test
  void anotherFailureOfTheServiceIsABadGateway() throws Exception {
    SANDBOX.endRelationship(CUSTOMER_ID);

    move(USER_ID, "SE").andExpect(status().isBadGateway());
  }

  private ResultActions move(UUID userId, String country) throws Exception {
    return http.perform(
        put("/customers/{customer}/users/{user}/country", CUSTOMER_ID, userId)
            .param("country", country));
  }
}
