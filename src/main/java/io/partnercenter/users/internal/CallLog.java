package io.partnercenter.users.internal;

import io.partnercenter.users.LogDetail;
import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.internal.text.Redaction;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Writes the outcome of each request to the caller's logger, if there is one. */
public final class CallLog {
  private static final int MAX_BODY = 4_096;
  private static final int MAX_FAILURE = 200;

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
  void responded(
      Request request, CallContext context, Response response, @Nullable Duration pause) {
    Logger target = enabled();
    if (target == null) {
      return;
    }
    StringBuilder text = outcome(request, context, String.valueOf(response.code()), pause);
    if (detail != LogDetail.OUTCOME) {
      Redaction redaction = context.redaction(request);
      // the headers that went out, including those that OkHttp added
      Response fromNetwork = response.networkResponse();
      append(
          text,
          "> ",
          (fromNetwork == null ? response : fromNetwork).request().headers(),
          redaction);
      appendBody(text, "> ", HttpBodies.text(request), redaction);
      append(text, "< ", response.headers(), redaction);
      if (!context.isStreaming() || !response.isSuccessful()) {
        appendBody(text, "< ", HttpBodies.text(response), redaction);
      }
    }
    target.log(Logger.Level.INFO, text.toString());
  }

  /**
   * @param pause before the next attempt; null if there is none
   */
  void failed(Request request, CallContext context, IOException failure, @Nullable Duration pause) {
    Logger target = enabled();
    if (target != null) {
      String reason = context.redaction(request).apply(failure.toString());
      String line =
          outcome(request, context, SafeText.oneLine(reason, MAX_FAILURE), pause).toString();
      target.log(Logger.Level.INFO, line);
    }
  }

  private @Nullable Logger enabled() {
    return logger != null && logger.isLoggable(Logger.Level.INFO) ? logger : null;
  }

  private StringBuilder outcome(
      Request request, CallContext context, String result, @Nullable Duration pause) {
    long now = timer.nanoTime();
    StringBuilder line =
        new StringBuilder()
            .append(CallContext.describe(request, context))
            .append(": attempt ")
            .append(context.sent())
            .append(" ended after ")
            .append(millis(now - attemptStart(context)))
            .append(", the call's ")
            .append(millis(now - context.startNanos()))
            .append(": ")
            .append(result);
    return pause == null ? line : line.append("; again in ").append(millis(pause.toNanos()));
  }

  private static long attemptStart(CallContext context) {
    Attempt attempt = context.attempt();
    return attempt == null ? context.startNanos() : attempt.startNanos;
  }

  private static String millis(long nanos) {
    return nanos / 1_000_000 + " ms";
  }

  private static void append(
      StringBuilder text, String prefix, Headers headers, Redaction redaction) {
    for (int i = 0; i < headers.size(); i++) {
      boolean secret = Redaction.isSecretHeader(headers.name(i));
      text.append('\n')
          .append(prefix)
          .append(headers.name(i))
          .append(": ")
          .append(secret ? SafeText.MASK : SafeText.escape(redaction.apply(headers.value(i))));
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
                ? MaskedJson.noJson(body)
                : SafeText.escape(SafeText.shorten(json.text(), MAX_BODY)));
  }
}
