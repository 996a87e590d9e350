package io.partnercenter.users.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long a response asks to wait. */
public final class RetryAfter {
  public static final String HEADER = WireConstants.ResponseHeaders.RETRY_AFTER;

  /** Of digits alone, so many that they always fit. */
  private static final String SECONDS = "\\d{1,18}";

  private RetryAfter() {}

  /** Null if the response doesn't say, or names a moment that has passed or can't be read. */
  public static @Nullable Duration of(Headers headers, Instant now) {
    String value = headers.get(HEADER);
    if (value == null) {
      return null;
    }
    if (value.matches(SECONDS)) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Date moment = headers.getDate(HEADER);
    if (moment == null || moment.toInstant().isBefore(now)) {
      return null;
    }
    return Duration.between(now, moment.toInstant());
  }
}
