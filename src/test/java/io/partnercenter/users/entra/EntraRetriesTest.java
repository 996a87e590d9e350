package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerConnectionException;
import io.partnercenter.users.RefusingProxy;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often a request to Entra is retried, how long the pauses are, and when it is given up. */
class EntraRetriesTest extends AppUserCredentialsTestBase {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  static Stream<Arguments> transientFailures() {
    return Stream.of(
        Arguments.of("503", new MockResponse().setResponseCode(503)),
        Arguments.of("429", new MockResponse().setResponseCode(429)),
        Arguments.of(
            "an HTML page", new MockResponse().setResponseCode(502).setBody("<html></html>")),
        Arguments.of(
            "an outage in Entra's format",
            EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
                .setResponseCode(503)),
        Arguments.of(
            "tokens in a truncated response",
            EntraStub.tokens("at-0", "rt-0")
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transientFailures")
  void aTransientFailureIsRetried(String name, MockResponse response) {
    entra.enqueue(response, response, EntraStub.tokens("at-1", "rt-1"));
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    // one pending timer is the pause, the other is the limit of the renewal
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");
    eventually("its timers are released", () -> timer.pending() == 0);
  }

  @Test
  void aRefusedConnectionIsRetried() throws IOException {
    entra.close();
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("ConnectException")
        .withMessageNotContaining("correlation");
  }

  /** A proxy may lock an account to which wrong credentials are sent again and again. */
  @Test
  void credentialsThatAProxyRefusesAreSentOnceAndNotRetried() throws IOException {
    try (RefusingProxy proxy = new RefusingProxy()) {
      AppUserCredentials credentials = builder().httpClient(proxy.client()).build();

      assertThat(failureOf(credentials)).hasMessageContaining("the proxy refused the credentials");

      assertThat(proxy.requests())
          .containsExactly("CONNECT login.microsoftonline.com:443 HTTP/1.1");
    }
  }

  @Test
  void aPauseIsAsLongAsEntraRequests() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(503)
            .setHeader("Retry-After", "7"),
        EntraStub.tokens("at-1", "rt-1"));
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);

    timer.advance(Duration.ofMillis(6_900));
    assertThat(timer.pending()).isEqualTo(2);
    timer.advance(Duration.ofMillis(100));

    assertThat(token).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("at-1");
  }

  @Test
  void aPauseThatTheLimitDoesNotAllowIsNotStarted() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "600"));

    assertThat(builder().build().accessToken().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("AADSTS90033");
    assertThat(entra.grants).hasSize(1);
  }

  @Test
  void aTransientFailureThatDoesNotEndIsReportedAfterThreeAttempts() {
    MockResponse outage = new MockResponse().setResponseCode(503);
    entra.enqueue(outage, outage, outage, outage);
    CompletableFuture<String> token = builder().build().accessToken().toCompletableFuture();
    eventually("it pauses", () -> timer.pending() == 2);
    timer.advance(Duration.ofSeconds(1));
    eventually("it pauses again", () -> entra.grants.size() == 2 && timer.pending() == 2);
    timer.advance(Duration.ofSeconds(2));

    assertThat(token)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("503");
    assertThat(entra.grants).hasSize(3);
  }

  @Test
  void aFailureThatOnlyAPersonCanFixCostsOneRequestInThirtySeconds() {
    MockResponse wrong = EntraStub.refusal("invalid_client", "AADSTS7000215: Wrong secret.");
    entra.enqueue(wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong, wrong);
    AppUserCredentials credentials = builder().build();

    for (int call = 0; call < 10; call++) {
      assertThat(failureOf(credentials)).hasMessageContaining("AADSTS7000215");
      timer.advance(Duration.ofMillis(2_900));
    }
    assertThat(entra.grants).hasSize(1);

    timer.advance(Duration.ofSeconds(1));
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS7000215");
    assertThat(entra.grants).hasSize(2);
  }

  @Test
  void afterAFailureNothingIsSentBeforeTheMomentThatEntraNamed() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "120"),
        EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");

    timer.advance(Duration.ofSeconds(119));
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");
    assertThat(entra.grants).hasSize(1);

    timer.advance(Duration.ofSeconds(1));
    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void aMomentThatEntraNamesByMistakeBlocksTheCredentialsForTenMinutesAtMost() {
    entra.enqueue(
        EntraStub.refusal("temporarily_unavailable", "AADSTS90033: Try later.")
            .setResponseCode(429)
            .setHeader("Retry-After", "86400"),
        EntraStub.tokens("at-1", "rt-1"));
    AppUserCredentials credentials = builder().build();
    assertThat(failureOf(credentials)).hasMessageContaining("AADSTS90033");

    timer.advance(Duration.ofMinutes(10));

    assertThat(tokenOf(credentials)).isEqualTo("at-1");
  }

  @Test
  void aRenewalWithoutAResponseIsGivenUpAfterThirtySeconds() {
    entra.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    AppUserCredentials credentials = builder().build();
    UserHandle user = sandbox.user(sandbox.client(PartnerCenter.builder(), credentials));
    CompletableFuture<CustomerUser> call = user.getAsync();
    eventually("the request is received", () -> entra.grants.size() == 1);

    RequestOptions impatient = RequestOptions.builder().timeout(Duration.ofMillis(50)).build();
    assertThatExceptionOfType(PartnerConnectionException.class)
        .isThrownBy(() -> user.getWithResponse(impatient));
    assertThat(call).isNotDone();
    timer.advance(Duration.ofSeconds(30));

    assertThat(call)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(PartnerAuthenticationException.class)
        .withMessageContaining("no token within the limit of 30 s");
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    timer.advance(Duration.ofSeconds(5));
    eventually(
        "the next renewal succeeds",
        () -> !credentials.accessToken().toCompletableFuture().isCompletedExceptionally());
    assertThat(user.get()).isNotNull();
  }

  @Test
  void aResponseThatTricklesIsGivenUpAtTheLimitAndItsConnectionIsClosed() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1").throttleBody(1, 500, TimeUnit.MILLISECONDS));
    AppUserCredentials credentials = builder().build();
    CompletableFuture<String> token = credentials.accessToken().toCompletableFuture();
    eventually("the request is received", () -> entra.grants.size() == 1);

    timer.advance(Duration.ofSeconds(30));

    assertThat(messageOf(token)).contains("no token within the limit of 30 s");
    eventually(
        "the connection is closed", () -> entra.client().connectionPool().connectionCount() == 0);
    entra.enqueue(EntraStub.tokens("at-2", "rt-2"));
    timer.advance(Duration.ofSeconds(5));
    eventually("the next renewal succeeds", () -> isToken(credentials, "at-2"));
  }
}
