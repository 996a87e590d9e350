package io.partnercenter.users.internal;

import io.partnercenter.users.RetryPolicy;
import java.io.IOException;
import java.net.UnknownServiceException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Decides whether an attempt is followed by another one, and after which pause. */
public final class Retries {
  private final RetryPolicy policy;
  private final Backoff backoff;
  private final @Nullable DoubleSupplier random;
  private final Timer timer;

  /**
   * @param random from 0 to 1; null for that of the JDK, for a lambda would cost every start
   */
  public Retries(RetryPolicy policy, @Nullable DoubleSupplier random, Timer timer) {
    this.policy = policy;
    this.backoff = new Backoff(policy);
    this.random = random;
    this.timer = timer;
  }

  /** How long a call waits for a moment that the service named. */
  Duration maxWait() {
    return policy.maxWait();
  }

  /** The pause that would have to follow the call's latest attempt, allowed or not. */
  Duration pauseAfter(CallContext context) {
    double share = random == null ? Math.random() : random.getAsDouble();
    return backoff.pauseAfter(context.tries(), share, context.retryAfter());
  }

  /** Whether the answer may be another one after the pause, and the call can wait for it. */
  boolean isWorthAnother(Response answer, Request request, Duration pause) {
    return mayPass(answer.code()) && isAllowed(request, pause);
  }

  /**
   * The pause after an attempt without an answer, or null if it was the last. A connection that was
   * closed while it lay in the pool says nothing of the service, so the first one costs no pause.
   */
  @Nullable Duration pauseAfter(IOException failure, Request request) {
    if (isFinal(failure)) {
      return null;
    }
    CallContext context = CallContext.of(request);
    context.retryAfter(null);
    Duration pause = context.maySkipPause() ? Duration.ZERO : pauseAfter(context);
    return isAllowed(request, pause) ? pause : null;
  }

  private boolean isAllowed(Request request, Duration pause) {
    CallContext context = CallContext.of(request);
    return canBeSentAgain(request)
        && context.tries() < policy.maxAttempts()
        && pause.compareTo(policy.maxWait()) <= 0
        && Durations.nanos(pause) <= context.endNanos() - timer.nanoTime();
  }

  static boolean canBeSentAgain(Request request) {
    RequestBody body = request.body();
    return body == null || !body.isOneShot();
  }

  /** Whether another attempt would fail likewise: a certificate is no better a second later. */
  private static boolean isFinal(IOException failure) {
    return failure instanceof CallFailedException
        || failure instanceof SSLPeerUnverifiedException
        || failure instanceof UnknownServiceException
        || failure.getCause() instanceof CertificateException;
  }

  private static boolean mayPass(int statusCode) {
    switch (statusCode) {
      case 408:
      case 429:
      case 500:
      case 502:
      case 503:
      case 504:
        return true;
      default:
        return false;
    }
  }
}
