package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import io.partnercenter.users.MavenProject;
import io.partnercenter.users.MavenProject.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline says to a Pact Broker: Maven, on a copy of the project. */
class BrokerTest {
  private static final String TOKEN = "token-of-the-broker";
  private static final String COMMIT = "492441f";
  private static final String BRANCH = "a-branch";

  @TempDir Path folder;
  private final MockWebServer broker = new MockWebServer();
  private MavenProject project;

  @BeforeEach
  void copy() {
    project = new MavenProject(folder);
    project.copy("pom.xml");
    project.copy("pacts");
  }

  @AfterEach
  void close() throws IOException {
    broker.close();
  }

  @Test
  void theContractIsPublishedAsItIsUnderItsCommitAndBranch() throws Exception {
    broker.setDispatcher(new BrokerStub(true));

    Build build =
        run(
            Map.of(
                "PACT_BROKER_BASE_URL", broker.url("/").toString(),
                "PACT_BROKER_TOKEN", TOKEN,
                "GIT_BRANCH", BRANCH,
                "GIT_COMMIT", COMMIT),
            "-Ppublish-pacts");

    build.succeeded();
    assertThat(build.output()).doesNotContain(TOKEN);
    List<RecordedRequest> requests = requests();
    assertThat(requests)
        .extracting(RecordedRequest::getRequestLine)
        .containsExactly("GET / HTTP/1.1", "POST /contracts/publish HTTP/1.1");
    assertThat(requests).allSatisfy(BrokerTest::hasTheToken);
    byte[] pact = Files.readAllBytes(ContractFiles.COMMITTED.resolve(ContractFiles.PACT));
    assertThat(JsonReader.of(requests.get(1).getBody()).readJsonValue())
        .isEqualTo(
            Map.of(
                "pacticipantName",
                ContractFiles.CONSUMER,
                "pacticipantVersionNumber",
                COMMIT,
                "branch",
                BRANCH,
                "tags",
                List.of(),
                "contracts",
                List.of(
                    Map.of(
                        "consumerName",
                        ContractFiles.CONSUMER,
                        "providerName",
                        ContractFiles.PROVIDER,
                        "specification",
                        "pact",
                        "contentType",
                        "application/json",
                        "content",
                        Base64.getEncoder().encodeToString(pact)))));
  }

  @Test
  void aYesOfTheBrokerPasses() throws Exception {
    broker.setDispatcher(new BrokerStub(true));

    Build build =
        run(
            Map.of("PACT_BROKER_BASE_URL", broker.url("/").toString(), "GIT_COMMIT", COMMIT),
            "-Pcan-i-deploy");

    build.succeeded();
    RecordedRequest question = onlyRequest();
    assertThat(question.getHeader("Authorization")).as("without a token").isNull();
    asks(question, "production");
  }

  @Test
  void aNoOfTheBrokerFailsTheBuildAndSaysWhy() throws Exception {
    broker.setDispatcher(new BrokerStub(false));

    Build build =
        run(
            Map.of(),
            "-Pcan-i-deploy",
            "-Dpact.broker.url=" + broker.url("/"),
            "-Dpact.broker.token=" + TOKEN,
            "-Dpact.commit=" + COMMIT,
            "-Dpact.environment=staging");

    build.failed();
    assertThat(build.output()).contains(BrokerStub.REASON).doesNotContain(TOKEN);
    RecordedRequest question = onlyRequest();
    hasTheToken(question);
    asks(question, "staging");
  }

  @Test
  void whatIsMissingFailsTheBuildByItsNames() throws Exception {
    Build build = run(Map.of("PACT_BROKER_BASE_URL", ""), "-Ppublish-pacts");

    build.failed();
    assertThat(build.output())
        .contains("-Dpact.broker.url or PACT_BROKER_BASE_URL")
        .contains("-Dpact.branch or GIT_BRANCH")
        .contains("-Dpact.commit or GIT_COMMIT")
        .doesNotContain("Publishing");
  }

  private Build run(Map<String, String> environment, String... arguments) throws Exception {
    return project.run(
        inherited -> {
          // of the pipeline that runs this test
          inherited.keySet().removeIf(name -> name.matches("(PACT|GIT)_.*"));
          inherited.putAll(environment);
        },
        arguments);
  }

  private RecordedRequest onlyRequest() throws InterruptedException {
    List<RecordedRequest> requests = requests();
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private List<RecordedRequest> requests() throws InterruptedException {
    List<RecordedRequest> requests = new ArrayList<>();
    while (requests.size() < broker.getRequestCount()) {
      requests.add(broker.takeRequest());
    }
    return requests;
  }

  private static void hasTheToken(RecordedRequest request) {
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  private static void asks(RecordedRequest question, String environment) {
    HttpUrl url = question.getRequestUrl();
    assertThat(url.encodedPath()).isEqualTo("/matrix");
    assertThat(url.queryParameter("q[][pacticipant]")).isEqualTo(ContractFiles.CONSUMER);
    assertThat(url.queryParameter("q[][version]")).isEqualTo(COMMIT);
    assertThat(url.queryParameter("environment")).isEqualTo(environment);
  }
}
