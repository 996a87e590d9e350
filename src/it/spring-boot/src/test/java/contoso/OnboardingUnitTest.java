package contoso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.UserHandle;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OnboardingUnitTest {
  private final PartnerCenter partner = mock(PartnerCenter.class);
  private final UserHandle user = mock(UserHandle.class);

  @Test
  void aUserWhoIsGoneIsNotMoved() {
    when(partner.user(any(), any())).thenReturn(user);
    when(user.patch(any()))
        .thenThrow(PartnerServiceException.builder(404).errorCode("60002").build());

    assertThat(new Onboarding(partner).move(UUID.randomUUID(), UUID.randomUUID(), "SE")).isFalse();
  }
}
