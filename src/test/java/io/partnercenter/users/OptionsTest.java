package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Options and policies can be read, copied, compared and printed. */
class OptionsTest {
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");

  private final RequestOptions all =
      RequestOptions.builder()
          .ifMatch("tag")
          .locale("sv-SE")
          .timeout(Duration.ofSeconds(10))
          .connectTimeout(Duration.ofSeconds(1))
          .readTimeout(Duration.ofMillis(2_500))
          .writeTimeout(Duration.ofSeconds(3))
          .requestId(ID)
          .correlationId(ID)
          .build();

  @Test
  void requestOptionsReturnWhatWasSet() {
    assertThat(all.ifMatch()).isEqualTo("\"tag\"");
    assertThat(all.locale()).isEqualTo("sv-SE");
    assertThat(all.timeout()).hasSeconds(10);
    assertThat(all.connectTimeout()).hasSeconds(1);
    assertThat(all.readTimeout()).hasMillis(2_500);
    assertThat(all.writeTimeout()).hasSeconds(3);
    assertThat(all.requestId()).isEqualTo(ID);
    assertThat(all.correlationId()).isEqualTo(ID);
    assertThat(RequestOptions.none().timeout()).isNull();
  }

  @Test
  void requestOptionsThatSetTheSameAreEqual() {
    assertThat(all.toBuilder().build()).isEqualTo(all).hasSameHashCodeAs(all).isNotSameAs(all);
    assertThat(all.toBuilder().locale("da-DK").build()).isNotEqualTo(all);
    assertThat(all).isNotEqualTo(RequestOptions.none());
    assertThat(RequestOptions.builder().build()).isEqualTo(RequestOptions.none());
  }

  @Test
  void requestOptionsThatDifferInOneValueAreNotEqual() {
    List<RequestOptions> different =
        List.of(
            RequestOptions.none(),
            RequestOptions.builder().ifMatch("tag").build(),
            RequestOptions.builder().locale("sv-SE").build(),
            RequestOptions.builder().timeout(Duration.ofSeconds(1)).build(),
            RequestOptions.builder().connectTimeout(Duration.ofSeconds(1)).build(),
            RequestOptions.builder().readTimeout(Duration.ofSeconds(1)).build(),
            RequestOptions.builder().writeTimeout(Duration.ofSeconds(1)).build(),
            RequestOptions.builder().requestId(ID).build(),
            RequestOptions.builder().correlationId(ID).build());

    assertThat(different).doesNotHaveDuplicates();
    assertThat(different).extracting(RequestOptions::hashCode).doesNotHaveDuplicates();
  }

  @Test
  void requestOptionsShowWhatIsSet() {
    assertThat(RequestOptions.none()).hasToString("RequestOptions{}");
    assertThat(RequestOptions.builder().locale("sv-SE").timeout(Duration.ofSeconds(10)).build())
        .hasToString("RequestOptions{locale=sv-SE, timeout=10 s}");
  }

  @Test
  void aRetryPolicyCanBeReadCopiedComparedAndShown() {
    RetryPolicy policy =
        RetryPolicy.builder()
            .maxAttempts(3)
            .initialPause(Duration.ofMillis(100))
            .maxPause(Duration.ofSeconds(5))
            .maxWait(Duration.ofMinutes(2))
            .build();

    assertThat(policy.maxAttempts()).isEqualTo(3);
    assertThat(policy.initialPause()).hasMillis(100);
    assertThat(policy.maxPause()).hasSeconds(5);
    assertThat(policy.maxWait()).hasMinutes(2);
    assertThat(policy.toBuilder().build()).isEqualTo(policy).hasSameHashCodeAs(policy);
    assertThat(policy.toBuilder().maxAttempts(4).build()).isNotEqualTo(policy);
    assertThat(policy.toBuilder().initialPause(Duration.ZERO).build()).isNotEqualTo(policy);
    assertThat(policy.toBuilder().maxPause(Duration.ZERO).build()).isNotEqualTo(policy);
    assertThat(policy.toBuilder().maxWait(Duration.ZERO).build()).isNotEqualTo(policy);
    assertThat(policy)
        .hasToString(
            "RetryPolicy{maxAttempts=3, initialPause=100 ms, maxPause=5 s, maxWait=2 min}");
  }
}
