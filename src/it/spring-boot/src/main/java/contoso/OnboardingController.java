package contoso;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerServiceException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OnboardingController {
  private final Onboarding onboarding;

  OnboardingController(Onboarding onboarding) {
    this.onboarding = onboarding;
  }

  @PutMapping("/customers/{customerId}/users/{userId}/country")
  ResponseEntity<Void> move(
      @PathVariable UUID customerId, @PathVariable UUID userId, @RequestParam String country) {
    boolean moved = onboarding.move(customerId, userId, country);
    return ResponseEntity.status(moved ? HttpStatus.NO_CONTENT : HttpStatus.NOT_FOUND).build();
  }

  @ExceptionHandler
  ResponseEntity<Void> throttledOrRefused(PartnerServiceException e) {
    if (e.category() != ErrorCategory.THROTTLED) {
      return failed(e);
    }
    Duration retryAfter = e.retryAfter(); // null if the service named no time
    long seconds = retryAfter == null ? 60 : retryAfter.toSeconds() + 1;
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header("Retry-After", String.valueOf(seconds))
        .build();
  }

  @ExceptionHandler
  ResponseEntity<Void> failed(PartnerException e) { // log it: its message has the ids for support
    return ResponseEntity.status(HttpStatus.BAD_GATEWAY).build();
  }

  @ExceptionHandler
  ResponseEntity<Void> invalid(IllegalArgumentException e) { // such as country=Sweden
    return ResponseEntity.badRequest().build();
  }
}
