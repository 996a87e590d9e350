package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeadersTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @Test
  void aPatchSendsTheseHeadersAndNoOthers() {
    sandbox.user().patch(CustomerUserUpdate.builder().usageLocation("SE").build());

    Map<String, String> headers = headers();
    assertThat(headers)
        .containsEntry("Authorization", "Bearer test-token")
        .containsEntry("Accept", "application/json")
        .containsEntry("MS-Contract-Version", "v1")
        .containsEntry("X-Locale", "en-US")
        .containsEntry("Content-Type", "application/json; charset=UTF-8");
    assertThat(headers.get("User-Agent"))
        .matches("partnercenter-users-client/\\d+\\.\\d+\\.\\d+.*");
    assertThat(UUID.fromString(headers.get("MS-RequestId")))
        .isNotEqualTo(UUID.fromString(headers.get("MS-CorrelationId")));
    assertThat(headers.keySet())
        .extracting(String::toLowerCase)
        .containsExactlyInAnyOrder(
            "authorization",
            "accept",
            "ms-contract-version",
            "ms-requestid",
            "ms-correlationid",
            "x-locale",
            "user-agent",
            // those of the body and of the connection, which OkHttp sets
            "content-type",
            "content-length",
            "host",
            "connection",
            "accept-encoding");
  }

  @Test
  void twoCallsNeverShareAnId() {
    sandbox.user().get();
    Map<String, String> first = headers();
    sandbox.user().get();
    Map<String, String> second = headers();

    assertThat(
            List.of(
                first.get("MS-RequestId"),
                first.get("MS-CorrelationId"),
                second.get("MS-RequestId"),
                second.get("MS-CorrelationId")))
        .doesNotHaveDuplicates();
  }

  @Test
  void theApplicationNameIsSentIfItIsSet() {
    sandbox
        .user(sandbox.client(PartnerCenter.builder().applicationName("contoso-onboarding")))
        .get();

    assertThat(headers())
        .containsEntry("MS-PartnerCenter-Application", "contoso-onboarding")
        .hasEntrySatisfying(
            "User-Agent", value -> assertThat(value).endsWith(" (contoso-onboarding)"));
  }

  @Test
  void optionsOfACallAreSent() {
    UUID requestId = UUID.randomUUID();
    UUID correlationId = UUID.randomUUID();
    RequestOptions options =
        RequestOptions.builder()
            .requestId(requestId)
            .correlationId(correlationId)
            .locale("sv-SE")
            .ifMatch("\"v1\"")
            .build();

    PartnerResponse<?> response =
        sandbox
            .user()
            .patchWithResponse(CustomerUserUpdate.builder().usageLocation("SE").build(), options);

    assertThat(headers())
        .containsEntry("MS-RequestId", requestId.toString())
        .containsEntry("MS-CorrelationId", correlationId.toString())
        .containsEntry("X-Locale", "sv-SE")
        .containsEntry("If-Match", "\"v1\"");
    assertThat(response.requestId()).isEqualTo(requestId);
    assertThat(response.correlationId()).isEqualTo(correlationId);
  }

  @Test
  void everyHeaderThatTheSpecLeavesToTheClientCanBeSent() {
    sandbox
        .user(sandbox.client(PartnerCenter.builder().applicationName("contoso").validateMfa()))
        .patchWithResponse(
            CustomerUserUpdate.builder().usageLocation("SE").build(),
            RequestOptions.builder().ifMatch("v1").build());

    List<String> declared = new ArrayList<>();
    for (Object parameter : Spec.node("components", "parameters").values()) {
      Map<?, ?> node = (Map<?, ?>) parameter;
      if (node.containsKey("x-set-by-client")) {
        declared.add(node.get("name").toString());
      }
    }
    assertThat(declared).isNotEmpty();
    assertThat(headers()).containsKeys(declared.toArray(new String[0]));
  }

  @Test
  void aGetCarriesNoIfMatch() {
    sandbox.user().getWithResponse(RequestOptions.builder().ifMatch("v1").build());

    assertThat(headers()).doesNotContainKey("If-Match");
  }

  @Test
  void theCallersInterceptorsSeeTheIdsButNotTheToken() {
    List<Request> seen = new ArrayList<>();
    OkHttpClient httpClient =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  seen.add(chain.request());
                  return chain.proceed(chain.request());
                })
            .build();

    sandbox.user(sandbox.client(PartnerCenter.builder().httpClient(httpClient))).get();

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).header("MS-RequestId")).isEqualTo(headers().get("MS-RequestId"));
    assertThat(seen.get(0).header("Authorization")).isNull();
  }

  /** Returns the last request's headers, by name in any case. Each must have been sent once. */
  private Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sandbox
        .lastExchange()
        .requestHeaders()
        .forEach(
            (name, values) -> {
              assertThat(values).as(name).hasSize(1);
              headers.put(name, values.get(0));
            });
    return headers;
  }
}
