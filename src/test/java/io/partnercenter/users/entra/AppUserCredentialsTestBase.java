package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.partnercenter.users.ManualTimer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Sets up a token endpoint, a timer that the test advances, and credentials that use both. */
abstract class AppUserCredentialsTestBase {
  /** Each of the two has characters that must be escaped in a form. */
  static final String SECRET = "client+secret/value=~1 2";

  static final String CONSENT = "0.AXoA/consent+refresh~token=";

  static final String TOKENS =
      "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"at-1\","
          + "\"refresh_token\":\"rt-1\"}";

  final EntraStub entra = new EntraStub();
  final ManualTimer timer = new ManualTimer();

  @AfterEach
  void close() throws IOException {
    entra.close();
  }

  AppUserCredentials.Builder builder() {
    return withoutSecret().clientSecret(SECRET);
  }

  AppUserCredentials.Builder withoutSecret() {
    return AppUserCredentials.builder()
        .partnerTenant("contoso.example")
        .clientId("client-id")
        .refreshToken(CONSENT)
        .httpClient(entra.client())
        .timer(timer);
  }

  static String tokenOf(AppUserCredentials credentials) {
    return credentials.accessToken().toCompletableFuture().join();
  }

  /** Returns whether the credentials return this token, and at once. */
  static boolean isToken(AppUserCredentials credentials, String token) {
    CompletableFuture<String> current = credentials.accessToken().toCompletableFuture();
    return current.isDone() && !current.isCompletedExceptionally() && current.join().equals(token);
  }

  static Throwable failureOf(AppUserCredentials credentials) {
    return failureOf(credentials.accessToken().toCompletableFuture());
  }

  static Throwable failureOf(CompletableFuture<String> token) {
    Throwable failure = catchThrowable(() -> token.get(10, TimeUnit.SECONDS));
    assertThat(failure).isNotNull();
    return failure.getCause() == null ? failure : failure.getCause();
  }

  static String messageOf(CompletableFuture<String> token) {
    return failureOf(token).getMessage();
  }

  static String traceOf(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // ignored, as a caller's code may do
      }
    }
  }
}
