package io.partnercenter.users;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Responses whose status is an error or a redirect. */
class StatusFaultsTest extends FaultTestBase {
  static Stream<Arguments> faults() {
    List<Fault> faults = new ArrayList<>();
    transientStatuses(faults);
    otherStatuses(faults);
    redirects(faults);
    return syncAndAsync(faults);
  }

  private static void transientStatuses(List<Fault> faults) {
    for (int code : new int[] {408, 429, 500, 502, 503, 504}) {
      boolean limiter = code == 429;
      faults.add(Fault.of(code + " once", status(code), OK).afterPauses(500).ofLimiter(limiter));
      faults.add(
          Fault.of(code + " three times", status(code), status(code), status(code), OK)
              .afterPauses(ALL_PAUSES)
              .ofLimiter(limiter));
      faults.add(
          Fault.of(code + " for ever", status(code))
              .afterPauses(ALL_PAUSES)
              .ofLimiter(limiter)
              .isA(PartnerServiceException.class)
              .saying(code + ": ", " Error – PATCH http", ", attempts: 4")
              .and(hasStatus(code))
              .and(hasNoRetryAfter()));
    }
  }

  private static void otherStatuses(List<Fault> faults) {
    for (int code : new int[] {400, 401, 403, 404, 405, 406, 409, 412, 415, 422, 501, 505}) {
      faults.add(
          Fault.of(code + " is not retried", status(code), OK)
              .isA(PartnerServiceException.class)
              .and(hasStatus(code)));
    }
  }

  private static void redirects(List<Fault> faults) {
    for (int code : new int[] {300, 301, 302, 303, 304, 305, 306, 307, 308}) {
      faults.add(
          Fault.of(
                  code + " to another host",
                  status(code).setHeader("Location", "http://other.invalid/"),
                  OK)
              .isA(PartnerServiceException.class)
              .and(hasStatus(code))
              .and(hasCategory(ErrorCategory.REDIRECT)));
    }
  }
}
