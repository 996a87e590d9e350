package contoso;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.UUID;
import org.springframework.stereotype.Service;

@Service
class Onboarding {
  private final PartnerCenter partner;

  Onboarding(PartnerCenter partner) {
    this.partner = partner;
  }

  /** Returns false if the user no longer exists. */
  boolean move(UUID customerId, UUID userId, String country) {
    CustomerUserUpdate update = CustomerUserUpdate.builder().usageLocation(country).build();
    try {
      partner.user(customerId, userId).patch(update);
      return true;
    } catch (PartnerServiceException e) {
      boolean noCustomer = "60003".equals(e.errorCode());
      if (e.category() == ErrorCategory.NOT_FOUND && !noCustomer) {
        return false;
      }
      throw e; // for example THROTTLED
    }
  }
}
