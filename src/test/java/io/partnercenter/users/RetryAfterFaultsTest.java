package io.partnercenter.users;

import io.partnercenter.users.internal.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.params.provider.Arguments;

/** Responses that name the moment of the next attempt, or claim to. */
class RetryAfterFaultsTest extends FaultTestBase {
  static Stream<Arguments> faults() {
    List<Fault> faults = new ArrayList<>();
    retryAfter(faults);
    return syncAndAsync(faults);
  }

  private static void retryAfter(List<Fault> faults) {
    for (int code : new int[] {429, 503}) {
      faults.add(waits(code, "7", 7_000));
      faults.add(waits(code, "60", 60_000));
      faults.add(waits(code, "0", 500).ofLimiter(code == 429));
      faults.add(waits(code, "Thu, 01 Jan 2026 00:00:09 GMT", 9_000));
      for (String nonsense :
          new String[] {
            "-5",
            "",
            "soon",
            "1.5",
            "+3",
            "7 s",
            "99999999999999999999",
            "Thu, 31 Dec 2025 23:59:59 GMT",
            "June 24 2016 22:00:25 PST"
          }) {
        faults.add(waits(code, nonsense, 500).ofLimiter(code == 429));
      }
      faults.add(givesUp(code, "61", Duration.ofSeconds(61)));
      faults.add(givesUp(code, "999999999999999999", Duration.ofSeconds(999_999_999_999_999_999L)));
      faults.add(givesUp(code, "Thu, 01 Jan 2026 00:01:01 GMT", Duration.ofSeconds(61)));
      faults.add(
          Fault.of(code + " with a wait that the limit doesn't allow", retryAfter(code, "31"), OK)
              .withOptions(RequestOptions.builder().timeout(Duration.ofSeconds(30)).build())
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(31))));
      faults.add(
          Fault.of(
                  code + " with a wait that ends right before the limit",
                  retryAfter(code, "30"),
                  OK)
              .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(30_001)).build())
              .afterPauses(30_000));
      faults.add(
          Fault.of(code + " with a wait that the policy doesn't allow", retryAfter(code, "2"), OK)
              .withClient(b -> b.retries(policy().maxWait(Duration.ofSeconds(1)).build()))
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(2))));
      faults.add(
          Fault.of(
                  code + " again, with and without a wait",
                  retryAfter(code, "7"),
                  status(code),
                  retryAfter(code, "1"),
                  OK)
              .afterPauses(7_000, 1_000, 2_000)
              .ofLimiter(code == 429));
      MockResponse cutOff =
          new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
      faults.add(
          Fault.of(
                  code + " with a wait, then a stale and a fresh connection that are cut off",
                  retryAfter(code, "7"),
                  cutOff,
                  cutOff,
                  OK)
              // a 429 that names a moment costs no attempt
              .afterPauses(7_000, code == 429 ? 1_000 : 2_000)
              .inAttempts(4));
      faults.add(
          Fault.of(code + " without retries", retryAfter(code, "1"), OK)
              .withClient(b -> b.retries(RetryPolicy.none()))
              .isA(PartnerServiceException.class)
              .and(hasRetryAfter(Duration.ofSeconds(1))));
    }
  }

  private static MockResponse retryAfter(int code, String value) {
    return status(code).setHeader("Retry-After", value);
  }

  private static Fault waits(int code, String value, long millis) {
    return Fault.of(code + " with Retry-After '" + value + "'", retryAfter(code, value), OK)
        .afterPauses(millis);
  }

  private static Fault givesUp(int code, String value, Duration retryAfter) {
    return Fault.of(code + " with Retry-After " + value, retryAfter(code, value), OK)
        .isA(PartnerServiceException.class)
        .saying("; retry after " + Durations.readable(retryAfter))
        .and(hasRetryAfter(retryAfter));
  }

  private static RetryPolicy.Builder policy() {
    return RetryPolicy.builder();
  }
}
