package io.partnercenter.users.internal;

import io.partnercenter.users.LogDetail;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Writes what became of each request to the caller's logger, if there is one. */
public final class CallLog {
  private static final int MAX_BODY = 4_096;
  private static final int MAX_FAILURE = 200;
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final @Nullable Logger logger;
  private final LogDetail detail;
  private final Timer timer;

  public CallLog(@Nullable Logger logger, LogDetail detail, Timer timer) {
    this.logger = logger;
    this.detail = detail;
    this.timer = timer;
  }

  /**
   * @param pause before the next attempt; null if there is none
   */
  void answered(Request request, Response answer, @Nullable Duration pause) {
    Logger target = enabled();
    if (target == null) {
      return;
    }
    StringBuilder text = outcome(request, String.valueOf(answer.code()), pause);
    if (detail != LogDetail.OUTCOME) {
      Redaction redaction = Redaction.of(request);
      // what went out, and not only what was asked for
      Response fromNetwork = answer.networkResponse();
      append(
          text, "> ", (fromNetwork == null ? answer : fromNetwork).request().headers(), redaction);
      appendBody(text, "> ", Bodies.text(request), redaction);
      append(text, "< ", answer.headers(), redaction);
      appendBody(text, "< ", Bodies.text(answer), redaction);
    }
    target.log(Logger.Level.INFO, text.toString());
  }

  /**
   * @param pause before the next attempt; null if there is none
   */
  void failed(Request request, IOException failure, @Nullable Duration pause) {
    Logger target = enabled();
    if (target != null) {
      String reason = Redaction.of(request).apply(failure.toString());
      String line = outcome(request, Texts.oneLine(reason, MAX_FAILURE), pause).toString();
      target.log(Logger.Level.INFO, line);
    }
  }

  private @Nullable Logger enabled() {
    return logger != null && logger.isLoggable(Logger.Level.INFO) ? logger : null;
  }

  private StringBuilder outcome(Request request, String result, @Nullable Duration pause) {
    CallContext context = CallContext.of(request);
    long now = timer.nanoTime();
    StringBuilder line =
        new StringBuilder()
            .append(CallContext.describe(request))
            .append(": attempt ")
            .append(context.attempts())
            .append(" ended after ")
            .append(millis(now - context.attemptNanos()))
            .append(", the call's ")
            .append(millis(now - context.startNanos()))
            .append(": ")
            .append(result);
    return pause == null ? line : line.append("; again in ").append(millis(pause.toNanos()));
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + " ms";
  }

  private static void append(
      StringBuilder text, String prefix, Headers headers, Redaction redaction) {
    for (int i = 0; i < headers.size(); i++) {
      boolean secret = SECRET_HEADERS.contains(headers.name(i).toLowerCase(Locale.ROOT));
      text.append('\n')
          .append(prefix)
          .append(headers.name(i))
          .append(": ")
          .append(secret ? Redaction.MASK : redaction.apply(headers.value(i)));
    }
  }

  private void appendBody(StringBuilder text, String prefix, String body, Redaction redaction) {
    if (detail != LogDetail.BODIES || body.isEmpty()) {
      return;
    }
    MaskedJson json = MaskedJson.of(body, redaction);
    text.append('\n')
        .append(prefix)
        .append(
            json == null
                ? "(" + body.length() + " characters that are no JSON)"
                : Texts.shorten(json.text(), MAX_BODY));
  }
}
