package io.partnercenter.users.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how long a response asks to wait. */
public final class RetryAfter {
  public static final String HEADER = WireConstants.ResponseHeaders.RETRY_AFTER;

  /** At most 18 digits, which always fit into a long. */
  private static final String SECONDS = "\\d{1,18}";

  private RetryAfter() {}

  /**
   * Returns how long the response asks to wait. Null if it doesn't say, or asks for no time, or if
   * the moment that it names has passed or can't be read.
   */
  public static @Nullable Duration of(Headers headers, Instant now) {
    String value = headers.get(HEADER);
    if (value == null) {
      return null;
    }
    Duration asked = parse(value, headers, now);
    return asked == null || asked.isZero() || asked.isNegative() ? null : asked;
  }

  private static @Nullable Duration parse(String value, Headers headers, Instant now) {
    if (value.matches(SECONDS)) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Date moment = headers.getDate(HEADER);
    return moment == null ? null : Duration.between(now, moment.toInstant());
  }
}
