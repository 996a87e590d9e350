package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.ResponseBodies.serviceError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerServiceException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a provider must refuse a request, and how the client reads the error: the same for each
 * operation.
 */
final class RefusedInteractions {
  static final Duration WAIT = Duration.ofSeconds(57);

  private static final String DESCRIPTION = "What the service says of it.";

  private RefusedInteractions() {}

  static Stream<ConsumerInteraction> all() {
    return Stream.of(ConsumerOperation.values())
        .flatMap(
            operation ->
                Stream.of(Refusal.values())
                    .filter(refusal -> refusal.isOf(operation))
                    .map(refusal -> of(operation, refusal)));
  }

  private static ConsumerInteraction of(ConsumerOperation operation, Refusal refusal) {
    String description = operation.title + ", refused with " + refusal.status + " " + refusal.code;
    ConsumerInteraction interaction =
        ConsumerInteraction.of(operation, description)
            .given(refusal.state, refusal.parameters)
            .respondsWith(refusal.status, serviceError(refusal.code, DESCRIPTION))
            .when(
                partner -> {
                  PartnerServiceException e =
                      refused(
                          refusal.status,
                          refusal.code,
                          refusal.category,
                          () -> operation.call.accept(partner));
                  assertThat(e.description()).isEqualTo(DESCRIPTION);
                  assertThat(e.retryAfter()).isEqualTo(refusal.status == 429 ? WAIT : null);
                });
    if (refusal.status == 401) {
      interaction.withResponseHeader(
          "WWW-Authenticate", "^OAuth realm=.+$", "OAuth realm=urn:cpsvc:cpid:4b10bf41");
    }
    if (refusal == Refusal.NO_MFA) {
      interaction.validatingMfa().withResponseHeader("isMfaCompliant", "^false$", "false");
    }
    return refusal.status == 429 ? withRetryAfter(interaction) : interaction;
  }

  static ConsumerInteraction withRetryAfter(ConsumerInteraction interaction) {
    return interaction.withResponseHeader(
        "Retry-After", "^\\d+$", String.valueOf(WAIT.toSeconds()));
  }

  /** Makes the call, asserts that it fails with this error, and returns the exception. */
  static PartnerServiceException refused(
      int status, @Nullable String code, ErrorCategory category, Runnable call) {
    PartnerServiceException e = catchThrowableOfType(PartnerServiceException.class, call::run);
    assertThat(e).as("refusal").isNotNull();
    assertThat(e.statusCode()).isEqualTo(status);
    assertThat(e.errorCode()).isEqualTo(code);
    assertThat(e.category()).isEqualTo(category);
    return e;
  }
}
