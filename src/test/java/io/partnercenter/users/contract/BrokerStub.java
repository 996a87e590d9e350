package io.partnercenter.users.contract;

import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/** As much of a Pact Broker as takes a contract and answers whether a version may go out. */
final class BrokerStub extends Dispatcher {
  static final String REASON = "There is no verified pact between the client and production";

  private final boolean deployable;

  BrokerStub(boolean deployable) {
    this.deployable = deployable;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String url = request.getRequestUrl().resolve("/").toString();
    return switch (request.getMethod() + " " + request.getRequestUrl().encodedPath()) {
      case "GET /" ->
          hal(
              """
              {"_links": {"pb:publish-contracts": {"href": "%scontracts/publish"}}}"""
                  .formatted(url));
      case "POST /contracts/publish" ->
          hal(
              """
              {"notices": [{"type": "success", "text": "Published"}], "_links": {}}""");
      case "GET /matrix" ->
          hal(
              """
              {"summary": {"deployable": %s, "reason": "%s", "unknown": 0}, "matrix": []}"""
                  .formatted(deployable, REASON));
      default -> new MockResponse().setResponseCode(404);
    };
  }

  private static MockResponse hal(String body) {
    return new MockResponse().setHeader("Content-Type", "application/hal+json").setBody(body);
  }
}
