package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  static Stream<Arguments> providersThatFail() {
    return Stream.of(
        failing(
            "throws",
            () -> {
              throw new IllegalStateException("vault is sealed");
            },
            "vault is sealed"),
        failing(
            "a stage that fails",
            () -> CompletableFuture.failedFuture(new IllegalStateException("vault is sealed")),
            "vault is sealed"),
        failing(
            "a stage that fails further down",
            () ->
                CompletableFuture.completedFuture("x")
                    .thenApply(
                        x -> {
                          throw new IllegalStateException("vault is sealed");
                        }),
            "vault is sealed"),
        failing(
            "a supplier that throws",
            AccessTokenProvider.blocking(
                    () -> {
                      throw new IllegalStateException("vault is sealed");
                    })
                ::accessToken,
            "vault is sealed"),
        failing(
            "a supplier of null",
            AccessTokenProvider.blocking(() -> null)::accessToken,
            "gave null"),
        failing(
            "an error",
            () -> {
              throw new NoClassDefFoundError("com/example/Vault");
            },
            "com/example/Vault"),
        failing(
            "a stage that is cancelled",
            () -> {
              CompletableFuture<String> token = new CompletableFuture<>();
              token.cancel(true);
              return token;
            },
            "no access token"),
        failing("null for a stage", () -> null, "gave null"),
        failing(
            "a blank token",
            () -> CompletableFuture.completedFuture(" "),
            "the access token must not be blank"),
        failing(
            "a failure without a message",
            () -> CompletableFuture.failedFuture(new IllegalStateException()),
            "java.lang.IllegalStateException"),
        failing(
            "a token with a line break",
            () -> CompletableFuture.completedFuture("sec\nret"),
            "the access token contains U+000A at index 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("providersThatFail")
  void aFailureOfTheProviderIsAnAuthenticationException(
      String name, AccessTokenProvider provider, String reason) {
    UserHandle user = userWith(provider);

    assertThatExceptionOfType(PartnerAuthenticationException.class)
        .isThrownBy(user::get)
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sec\nret"));
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> user.getAsync().join())
        .withCauseInstanceOf(PartnerAuthenticationException.class)
        .withMessageContaining(reason);
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void aFailureThatThrowsWhenItsMessageIsReadEndsTheCallSyncAndAsync() {
    UserHandle user = userWith(() -> CompletableFuture.failedFuture(new UnreadableException()));

    assertThatIllegalStateException().isThrownBy(user::get).withMessage("no message");
    assertThat(user.getAsync())
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("no message");
  }

  @Test
  void theProviderIsCalledForEachCall() {
    Iterator<String> tokens = List.of("token-0", "token-0", "token-1", "en-1").iterator();
    UserHandle user = userWith(AccessTokenProvider.blocking(tokens::next));

    user.get();
    user.getAsync().join();
    user.get();
    user.getAsync().join();

    assertThat(sandbox.get().exchanges())
        .extracting(exchange -> exchange.requestHeaders().get("Authorization").get(0))
        .containsExactly("Bearer token-0", "Bearer token-0", "Bearer token-1", "Bearer en-1");
  }

  @Test
  void anAsyncCallWaitsForItsTokenWithoutAThread() throws Exception {
    CompletableFuture<String> token = new CompletableFuture<>();
    CompletableFuture<?> call = userWith(() -> token).getAsync();
    assertThat(call).isNotDone();

    token.complete("late-token");

    call.get(10, TimeUnit.SECONDS);
    assertThat(sandbox.onlyExchange().requestHeaders().get("Authorization"))
        .containsExactly("Bearer late-token");
  }

  @Test
  void theCallersCodeDoesNotRunOnTheThreadThatCompletesTheToken() throws Exception {
    CompletableFuture<String> token = new CompletableFuture<>();
    CompletableFuture<Thread> threadOfFailure =
        userWith(() -> token).getAsync().handle((user, e) -> Thread.currentThread());

    token.completeExceptionally(new IllegalStateException("vault is sealed"));

    assertThat(threadOfFailure.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void theLimitOfACallEndsTheWaitForATokenButNotTheStage() {
    CompletableFuture<String> never = new CompletableFuture<>();
    UserHandle user = userWith(() -> never);
    RequestOptions options = RequestOptions.builder().timeout(Duration.ofMillis(50)).build();

    assertThatExceptionOfType(PartnerConnectionException.class)
        .isThrownBy(() -> user.getWithResponse(options))
        .withMessageContaining("no response within the limit of 50 ms");
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> user.getWithResponseAsync(options).join())
        .withCauseInstanceOf(PartnerConnectionException.class);
    assertThat(never).isNotDone();
  }

  @Test
  void anInterruptEndsTheWaitForATokenAndIsKept() throws Exception {
    CountDownLatch tokenRequested = new CountDownLatch(1);
    UserHandle user =
        userWith(
            () -> {
              tokenRequested.countDown();
              return new CompletableFuture<>();
            });
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                user.get();
              } catch (PartnerConnectionException e) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    tokenRequested.await();

    caller.interrupt();

    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    caller.join();
  }

  @Test
  void aRefusedTokenIsMaskedInAFailureOfItsProvider() {
    sandbox.get().acceptOnlyTokens("another");
    CompletableFuture<String> failed =
        CompletableFuture.failedFuture(new IllegalStateException("expired-token has no successor"));
    Iterator<CompletableFuture<String>> tokens =
        List.of(CompletableFuture.completedFuture("expired-token"), failed).iterator();

    assertThatExceptionOfType(PartnerAuthenticationException.class)
        .isThrownBy(() -> userWith(tokens::next).get())
        .withMessageContaining("*** has no successor");
  }

  @Test
  void aRefusedTokenWithoutASuccessorIsReportedWithTheRefusal() {
    sandbox.get().acceptOnlyTokens("another");
    Iterator<CompletableFuture<String>> tokens =
        List.of(
                CompletableFuture.completedFuture("expired-token"),
                CompletableFuture.<String>failedFuture(new IOException("the vault is sealed")))
            .iterator();

    assertThatExceptionOfType(PartnerAuthenticationException.class)
        .isThrownBy(() -> userWith(tokens::next).get())
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .asInstanceOf(type(PartnerServiceException.class))
                    .returns(401, PartnerServiceException::statusCode));
  }

  @Test
  void aTokenThatTheServiceRefusedIsReportedToItsProvider() throws Exception {
    List<String> refused = new CopyOnWriteArrayList<>();
    AccessTokenProvider provider =
        new AccessTokenProvider() {
          @Override
          public CompletionStage<String> accessToken() {
            return CompletableFuture.completedFuture("expired");
          }

          @Override
          public void refused(String token) {
            refused.add(token);
            throw new IllegalStateException("cache is down: " + token);
          }

          @Override
          public void mfaRequired(String token) {
            throw new AssertionError("nothing says that the token lacks MFA");
          }
        };
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse().setResponseCode(401));
      server.enqueue(new MockResponse().setResponseCode(401));
      server.enqueue(new MockResponse().setResponseCode(403));
      try (PartnerCenter partner =
          PartnerCenter.builder()
              .baseUrl(server.url("/").toString())
              .accessTokens(provider)
              .build()) {
        UserHandle user = sandbox.user(partner);

        assertThatExceptionOfType(PartnerServiceException.class)
            .isThrownBy(user::get)
            .satisfies(e -> assertThat(e.statusCode()).isEqualTo(401))
            .satisfies(
                e ->
                    assertThat(e.getSuppressed())
                        .singleElement()
                        .extracting(Throwable::getMessage)
                        .isEqualTo("java.lang.IllegalStateException: cache is down: ***"));
        assertThat(user.getAsync())
            .failsWithin(10, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(PartnerServiceException.class);
        assertThatExceptionOfType(PartnerServiceException.class).isThrownBy(user::get);
      }
    }

    assertThat(refused).containsExactly("expired", "expired");
  }

  @Test
  void aLimitOfAgesIsAccepted() {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(
            sandbox
                .user()
                .getWithResponse(RequestOptions.builder().timeout(ages).build())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void toStringShowsNoToken() {
    assertThat(AccessTokens.of("secret-token")).hasToString("AccessTokens.of(***)");
  }

  private static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private UserHandle userWith(AccessTokenProvider provider) {
    return sandbox.user(sandbox.client(PartnerCenter.builder(), provider));
  }

  private static Arguments failing(
      String name, Supplier<CompletionStage<String>> stage, String reason) {
    AccessTokenProvider provider = stage::get;
    return Arguments.of(name, provider, reason);
  }
}
