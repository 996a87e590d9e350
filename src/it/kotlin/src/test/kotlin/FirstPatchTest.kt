package contoso

import io.partnercenter.users.AccessTokens
import io.partnercenter.users.PartnerCenter
import io.partnercenter.users.model.CustomerUserUpdate
import io.partnercenter.users.sandbox.PartnerCenterSandbox
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class FirstPatchTest {
  @Test
  fun `a patch changes the user`() {
    PartnerCenterSandbox.start().use { sandbox ->
      PartnerCenter.builder()
          .baseUrl(sandbox.baseUrl())
          .accessTokens(AccessTokens.of("test-token"))
          .applicationName("contoso-onboarding")
          .build()
          .use { partner ->
            val user =
                partner
                    .customers()
                    .byId(PartnerCenterSandbox.CUSTOMER_ID)
                    .users()
                    .byId(PartnerCenterSandbox.USER_ID)

            val updated = user.patch(CustomerUserUpdate.builder().usageLocation("SE").build())

            val location: String? = updated.usageLocation
            assertEquals(2, location?.length)
            assertEquals("SE", user.get().usageLocation)
          }
    }
  }
}
