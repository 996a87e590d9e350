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
 * The refresh token of the consent, from a supplier of the caller. Because the supplier may hang,
 * it runs on a separate thread, and is not called again before it has returned.
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
   * Returns the refresh token. Blocks.
   *
   * @throws EntraException if the supplier returns no refresh token within the limit
   */
  String get(Limit limit) {
    try {
      return limit.await(callSupplier());
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new EntraException(
          Kind.TRANSIENT,
          "the supplier of the refresh token failed: " + secrets.clean(cause.toString(), 200),
          secrets.mask(cause));
    }
  }

  private synchronized CompletableFuture<String> callSupplier() {
    CompletableFuture<String> call = underWay;
    if (call == null || call.isDone()) {
      call =
          CompletableFuture.supplyAsync(
              () -> HeaderValues.check("the supplied refresh token", supplier.get()), threads);
      underWay = call;
    }
    return call;
  }
}
