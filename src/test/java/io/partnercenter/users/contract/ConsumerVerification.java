package io.partnercenter.users.contract;

import static au.com.dius.pact.consumer.ConsumerPactRunnerKt.runConsumerTest;
import static org.assertj.core.api.Assertions.assertThat;

import au.com.dius.pact.consumer.PactVerificationResult;
import au.com.dius.pact.consumer.model.MockProviderConfig;
import au.com.dius.pact.core.model.PactSpecVersion;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.RetryPolicy;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/**
 * Makes the call of an interaction, checks the request, and writes the interaction to the contract
 * if everything is as the interaction says. Pact compares the request with the interaction. What
 * Pact doesn't compare is checked here: the whole URL, the set of headers, the bytes of the body
 * and the number of requests.
 */
final class ConsumerVerification {
  private final ConsumerInteraction interaction;
  private final Consumer<OkHttpClient.Builder> change;

  private ConsumerVerification(
      ConsumerInteraction interaction, Consumer<OkHttpClient.Builder> change) {
    this.interaction = interaction;
    this.change = change;
  }

  static void verify(ConsumerInteraction interaction) {
    verify(interaction, client -> {});
  }

  /** Verifies the interaction with a changed client, to prove that the change is noticed. */
  static void verify(ConsumerInteraction interaction, Consumer<OkHttpClient.Builder> change) {
    new ConsumerVerification(interaction, change).run();
  }

  private void run() {
    PactVerificationResult result =
        runConsumerTest(
            interaction.pact(),
            MockProviderConfig.createDefault(PactSpecVersion.V4),
            (server, context) -> {
              call(server.getUrl());
              return null;
            });
    if (result instanceof PactVerificationResult.Error error) {
      throw new AssertionError(result.getDescription(), error.getError());
    }
    assertThat(result).as(result.getDescription()).isInstanceOf(PactVerificationResult.Ok.class);
  }

  private void call(String url) {
    RecordedRequests sent = new RecordedRequests();
    OkHttpClient.Builder http = new OkHttpClient.Builder().addNetworkInterceptor(sent);
    change.accept(http);
    interaction.call(
        PartnerCenter.builder()
            .baseUrl(url)
            .accessTokens(AccessTokens.of(ConsumerInteraction.TOKEN))
            .applicationName(ConsumerInteraction.APPLICATION)
            .retries(RetryPolicy.none())
            .httpClient(http.build()));
    interaction.assertSent(sent, url);
  }
}
