package io.partnercenter.users;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sets up a mock service, and clients whose random pauses are as long as they can be. */
abstract class RetryTestBase extends MockService {
  static final CustomerUserUpdate UPDATE = CustomerUserUpdate.builder().usageLocation("SE").build();

  @Override
  PartnerCenter.Builder builder() {
    return super.builder().random(() -> 1);
  }

  static RuntimeException failureOf(UserHandle user, String mode) {
    return mode.equals("sync")
        ? catchThrowableOfType(RuntimeException.class, user::get)
        : (RuntimeException)
            catchThrowableOfType(
                    ExecutionException.class, () -> user.getAsync().get(10, TimeUnit.SECONDS))
                .getCause();
  }
}
