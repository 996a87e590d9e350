package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures that end a call without a further attempt. */
class FinalFailuresTest extends RetryTestBase {
  @Test
  void anUntrustedCertificateIsFinal() throws IOException {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    try (MockWebServer untrusted = new MockWebServer()) {
      untrusted.useHttps(certificates.sslSocketFactory(), false);
      untrusted.start();
      try (PartnerCenter toUntrusted =
          builder().baseUrl("https://localhost:" + untrusted.getPort()).build()) {
        assertThatExceptionOfType(PartnerConnectionException.class)
            .isThrownBy(() -> user(toUntrusted).get())
            .withMessageContaining("SSLHandshakeException")
            .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void anUncheckedExceptionOfTheCallersInterceptorIsFinal(String mode) {
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("interceptor is broken");
                })
            .build();
    try (PartnerCenter partner = builder().httpClient(httpClient).build()) {
      assertThat(failureOf(user(partner), mode))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("interceptor is broken");
    }
    httpClient.dispatcher().executorService().shutdown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void aBodyThatCanBeSentOnlyOnceIsNotSentAgain(String mode) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(503));
    try (PartnerCenter partner = builder().timer(new VirtualTimer()).build()) {
      retrofit2.Call<ResponseBody> call = partner.api(OtherApi.class).post(new OneShotBody());
      CompletableFuture<Integer> status = new CompletableFuture<>();
      if (mode.equals("sync")) {
        status.complete(call.execute().code());
      } else {
        call.enqueue(
            new retrofit2.Callback<>() {
              @Override
              public void onResponse(
                  retrofit2.Call<ResponseBody> c, retrofit2.Response<ResponseBody> response) {
                status.complete(response.code());
              }

              @Override
              public void onFailure(retrofit2.Call<ResponseBody> c, Throwable e) {
                status.completeExceptionally(e);
              }
            });
      }

      assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(503);
      assertThat(server.getRequestCount()).isEqualTo(1);
    }
  }

  /** A body that can be written once only, as one that reads a stream. */
  private static final class OneShotBody extends RequestBody {
    private boolean sent;

    @Override
    public MediaType contentType() {
      return null;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (sent) {
        throw new IOException("sent twice");
      }
      sent = true;
      sink.writeUtf8("once");
    }
  }

  @Test
  void aBodyThatCannotBeWrittenIsAConnectionFailure() {
    RequestBody broken =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return null;
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            throw new IOException("disk is gone");
          }
        };
    try (PartnerCenter partner = builder().retries(RetryPolicy.none()).build()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> partner.api(OtherApi.class).post(broken).execute())
          .withCauseInstanceOf(PartnerConnectionException.class)
          .withMessageContaining("disk is gone");
    }
  }
}
