package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnercenter.users.model.CustomerUser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exception keeps of the response for support, and how a test makes such an exception. */
class EvidenceTest extends MockService {
  @Test
  void aRefusalHasTheHeadersAndTheBodyOfTheResponse() {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("MS-CV", "b4dPC7ZMdEiXVTrO.0")
            .setHeader("MS-ServerId", "102030201")
            .addHeader("Via", "one")
            .addHeader("via", "two")
            .setBody("{\"code\":\"3000\",\"data\":[\"usageLocation\"]}"));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(AccessTokens.of("the-token")).get())
        .satisfies(
            e -> {
              assertThat(e.correlationVector()).isEqualTo("b4dPC7ZMdEiXVTrO.0");
              assertThat(e.serverId()).isEqualTo("102030201");
              assertThat(e.headers().get("VIA")).containsExactly("one", "two");
              assertThat(e.headers()).isUnmodifiable();
              assertThat(e.headers().get("MS-CV")).isUnmodifiable();
              assertThat(e.body()).isEqualTo("{\"code\":\"3000\",\"data\":[\"usageLocation\"]}");
            });
  }

  @Test
  void secretsAreMaskedInHeadersDescriptionAndBody() {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("Set-Cookie", "session=secret")
            .setHeader("Echo", "Bearer the-token")
            .setBody("{\"description\":\"Renew456*\",\"password\":\"other\",\"t\":\"the-token\"}"));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(AccessTokens.of("the-token")).resetPassword("Renew456*", true))
        .satisfies(
            e -> {
              assertThat(e.headers().get("Set-Cookie")).containsExactly("***");
              assertThat(e.headers().get("Echo")).containsExactly("Bearer ***");
              assertThat(e.description()).isEqualTo("***");
              assertThat(e.body())
                  .isEqualTo("{\"description\":\"***\",\"password\":\"***\",\"t\":\"***\"}");
            });
  }

  @Test
  void aLongBodyIsCut() {
    server.enqueue(new MockResponse().setResponseCode(400).setBody("x".repeat(100_000)));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(AccessTokens.of("the-token")).get())
        .satisfies(e -> assertThat(e.body()).hasSize(4_096).endsWith("x…"));
  }

  @Test
  void anEmptyBodyIsNull() {
    server.enqueue(new MockResponse().setResponseCode(404));

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(AccessTokens.of("the-token")).get())
        .satisfies(e -> assertThat(e.body()).isNull())
        .satisfies(e -> assertThat(e.correlationVector()).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"900421\",\"description\":\"MFA required\"}",
        "{\"code\":900421}",
        "Authentication failed. MFA required. (10001)"
      })
  void aTokenWithoutMfaIsReportedAsSuch(String body) {
    server.enqueue(new MockResponse().setResponseCode(401).setBody(body));
    server.enqueue(new MockResponse().setResponseCode(401).setBody(body));
    List<String> events = new ArrayList<>();
    AccessTokenProvider provider =
        new AccessTokenProvider() {
          @Override
          public CompletionStage<String> accessToken() {
            events.add("token requested");
            return CompletableFuture.completedFuture("token-" + events.size());
          }

          @Override
          public void refused(String token) {
            events.add("refused " + token);
          }

          @Override
          public void mfaRequired(String token) {
            events.add("MFA required " + token);
          }
        };

    assertThatExceptionOfType(PartnerServiceException.class)
        .isThrownBy(() -> user(provider).get())
        .satisfies(e -> assertThat(e.category()).isEqualTo(ErrorCategory.MFA_REQUIRED))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(2));
    assertThat(events)
        .containsExactly(
            "token requested", "MFA required token-1", "token requested", "MFA required token-3");
  }

  @Test
  void aProviderThatDoesNotHandleMfaIsNotifiedOfARefusal() {
    List<String> events = new ArrayList<>();
    AccessTokenProvider provider =
        new AccessTokenProvider() {
          @Override
          public CompletionStage<String> accessToken() {
            return CompletableFuture.completedFuture("token");
          }

          @Override
          public void refused(String token) {
            events.add(token);
          }
        };

    provider.mfaRequired("token");

    assertThat(events).containsExactly("token");
  }

  @Test
  void everyExceptionCanBeMadeInATest() {
    PartnerServiceException refused =
        PartnerServiceException.builder(429)
            .errorCode("1")
            .description("slow down")
            .source("FD")
            .retryAfter(Duration.ofSeconds(3))
            .header("MS-CV", "cv")
            .body("b")
            .requestId(ID)
            .correlationId(ID)
            .attempts(2)
            .cause(new IOException())
            .build();
    assertThat(refused).hasMessage("429, error 1: slow down").hasCauseInstanceOf(IOException.class);
    assertThat(refused.category()).isEqualTo(ErrorCategory.THROTTLED);
    assertThat(refused.retryAfter()).hasSeconds(3);
    assertThat(refused.source()).isEqualTo("FD");
    assertThat(refused.correlationVector()).isEqualTo("cv");
    assertThat(refused.body()).isEqualTo("b");
    assertThat(refused.requestId()).isEqualTo(refused.correlationId()).isEqualTo(ID);
    assertThat(refused.attempts()).isEqualTo(2);

    List<PartnerException> others =
        List.of(
            PartnerConnectionException.builder().message("m").build(),
            PartnerTimeoutException.builder().message("m").build(),
            PartnerResponseException.builder().message("m").build(),
            PartnerAuthenticationException.builder().message("m").build());
    assertThat(others)
        .allSatisfy(e -> assertThat(e).hasMessage("m").hasNoCause())
        .allSatisfy(e -> assertThat(e.attempts()).isEqualTo(1));
    assertThat(others.get(1)).isInstanceOf(PartnerConnectionException.class);
    assertThat(PartnerConnectionException.builder().build()).hasMessage("no usable response");
    assertThat(PartnerTimeoutException.builder().build()).hasMessage("no response in time");
    assertThat(PartnerAuthenticationException.builder().build()).hasMessage("no access token");
    assertThat(PartnerResponseException.builder().build())
        .hasMessage("the response breaks the contract");
    assertThatThrownBy(() -> PartnerTimeoutException.builder().attempts(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempts must not be negative, not -1");
  }

  @Test
  void aFailureWithEntrasCodeCanBeMadeWithoutEntra() {
    PartnerAuthenticationException failure =
        PartnerAuthenticationException.builder()
            .entraErrorCode("AADSTS65001")
            .entraCorrelationId("c0ffee")
            .build();

    assertThat(failure.entraErrorCode()).isEqualTo("AADSTS65001");
    assertThat(failure.entraCorrelationId()).isEqualTo("c0ffee");
    assertThat(PartnerAuthenticationException.builder().build().entraErrorCode()).isNull();
  }

  @Test
  void anExceptionKeepsItsEvidenceWhenItIsSerialized() throws Exception {
    PartnerServiceException refused =
        PartnerServiceException.builder(404).header("MS-CV", "cv").body("b").build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(refused);

    PartnerServiceException read =
        (PartnerServiceException)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read.correlationVector()).isEqualTo("cv");
    assertThat(read.body()).isEqualTo("b");
  }

  @Test
  void aResponseCanBeMadeInATest() {
    CustomerUser user = CustomerUser.builder().id(ID).build();

    PartnerResponse<CustomerUser> response =
        PartnerResponse.builder(user)
            .statusCode(201)
            .header("ETag", "tag")
            .requestId(ID)
            .correlationId(ID)
            .attempts(3)
            .build();

    assertThat(response.value()).isSameAs(user);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.header("etag")).isEqualTo("tag");
    assertThat(response.requestId()).isEqualTo(response.correlationId()).isEqualTo(ID);
    assertThat(response.attempts()).isEqualTo(3);
    assertThatThrownBy(() -> PartnerResponse.builder(user).attempts(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attempts must not be negative, not -1");
  }

  private UserHandle user(AccessTokenProvider tokens) {
    return user(builder().accessTokens(tokens).build());
  }
}
