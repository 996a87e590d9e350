package io.partnercenter.users.entra;

import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.internal.text.HeaderValues;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token of the consent, from a supplier of the caller. The supplier may hang: it has a
 * thread of its own, and is not called again before it returned.
 */
final class ConsentToken {
  private final Supplier<String> supplier;
  private final Executor threads;
  private final Secrets secrets;
  private @Nullable CompletableFuture<String> underWay;

  ConsentToken(Supplier<String> supplier, Executor threads, Secrets secrets) {
    this.supplier = supplier;
    this.threads = threads;
    this.secrets = secrets;
  }

  /**
   * Blocks.
   *
   * @throws EntraException if the supplier gives no refresh token
   */
  String get(Limit limit) {
    try {
      return limit.await(ask());
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new EntraException(
          Kind.TRANSIENT,
          "the supplier of the refresh token failed: " + secrets.clean(cause.toString(), 200),
          secrets.mask(cause));
    }
  }

  private synchronized CompletableFuture<String> ask() {
    CompletableFuture<String> asked = underWay;
    if (asked == null || asked.isDone()) {
      asked =
          CompletableFuture.supplyAsync(
              () -> HeaderValues.check("the supplied refresh token", supplier.get()), threads);
      underWay = asked;
    }
    return asked;
  }
}
