package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.provider.junitsupport.filter.InteractionFilter;
import au.com.dius.pact.provider.junitsupport.loader.PactFilter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The failure that a provider's team sees if its response to a read has one mistake. */
@Tag("contract")
class ProviderMistakesTest {
  private static final String READ = "a read";
  private static final String USER = ConsumerInteraction.USER_ID.toString();

  private final PactInteraction read = PactInteraction.written(READ);
  private final MockWebServer provider = new MockWebServer();

  @BeforeEach
  void setProvider() {
    Verification.provider =
        new RemoteStates(
            provider.url("").toString(),
            "token",
            ConsumerInteraction.CUSTOMER_ID.toString(),
            USER,
            false);
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  @Test
  void theRecordedResponseIsAccepted() {
    assertThat(failuresOf(body -> body)).isEmpty();
  }

  @Test
  void aNameInAnotherCaseIsReportedWithInteractionAndState() {
    assertThat(failuresOf(body -> body.replace("\"displayName\"", "\"DisplayName\"")))
        .singleElement()
        .asString()
        .contains("a read, given\na user: The customer has the user")
        .contains("customerId=" + ConsumerInteraction.CUSTOMER_ID)
        .contains("missing the following keys: displayName");
  }

  @Test
  void aUserOtherThanThatOfTheStateIsReported() {
    String other = ConsumerInteraction.OTHER_USER_ID.toString();

    assertThat(failuresOf(body -> body.replace(USER, other)))
        .singleElement()
        .asString()
        .contains("body: $.id Expected '" + other + "'")
        .contains("to be equal to '" + USER + "'");
  }

  @Test
  void theErrorOfAProviderThatRequiresAnotherHeaderIsReported() {
    provider.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("Content-Type", "application/json")
            .setBody("{\"code\":\"3000\",\"description\":\"X-Tenant is missing\"}"));

    assertThat(failures())
        .singleElement()
        .asString()
        .contains("a read, given\na user: ")
        .contains("expected status of 200 but was 400")
        .contains("X-Tenant is missing");
  }

  @Test
  void aProviderThatCannotBeReachedIsReported() throws IOException {
    provider.close();

    assertThat(failures())
        .singleElement()
        .asString()
        .contains("a read, given\na user: ")
        .contains("Connection refused");
  }

  /** Returns the failures if the provider sends the recorded response with this mistake. */
  private List<String> failuresOf(UnaryOperator<String> mistake) {
    MockResponse response = new MockResponse().setResponseCode(read.response().status());
    read.response().headers().forEach((name, values) -> response.setHeader(name, values.get(0)));
    provider.enqueue(response.setBody(mistake.apply(read.response().bodyText())));
    return failures();
  }

  private static List<String> failures() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Verification.class))
                .build(),
            listener);
    assertThat(listener.getSummary().getTestsStartedCount()).isOne();
    return listener.getSummary().getFailures().stream()
        .map(TestExecutionSummary.Failure::getException)
        .map(Throwable::getMessage)
        .toList();
  }

  /** Run only by these tests, with the provider that they set. */
  @PactFilter(value = READ, filter = ByDescription.class)
  static class Verification extends ProviderVerification {
    private static ProviderStates provider;

    @Override
    ProviderStates states() {
      return provider;
    }
  }

  /** Public, because Pact creates the instance. */
  public static final class ByDescription implements InteractionFilter<Interaction> {
    @Override
    public Predicate<Interaction> buildPredicate(String[] descriptions) {
      return interaction -> Set.of(descriptions).contains(interaction.getDescription());
    }
  }
}
