package io.partnercenter.users;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.params.provider.Arguments;

/** Connections that fail, and servers that don't respond in time. */
class ConnectionFaultsTest extends FaultTestBase {
  static Stream<Arguments> faults() {
    List<Fault> faults = new ArrayList<>();
    brokenConnections(faults);
    lateResponses(faults);
    return syncAndAsync(faults);
  }

  private static void brokenConnections(List<Fault> faults) {
    faults.add(
        Fault.of("refused", FaultyServer::absent)
            .afterPauses(ALL_PAUSES)
            .isA(PartnerConnectionException.class)
            .saying("ConnectException"));
    String cutOff = "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\":";
    Map<String, String> resets =
        Map.of(
            "reset before the headers",
            "",
            "reset in the headers",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "reset in the body",
            cutOff,
            "reset in the body of an error",
            cutOff.replace("200 OK", "404 Not Found"),
            "no HTTP at all",
            "SSH-2.0-OpenSSH_9.9\r\n\r\n",
            "a secret where HTTP should be",
            PASSWORD + " " + TOKEN + "\r\n\r\n");
    resets.forEach(
        (name, bytes) ->
            faults.add(
                Fault.of(name, () -> FaultyServer.resettingAfter(bytes))
                    .afterPauses(ALL_PAUSES)
                    .isA(PartnerConnectionException.class)));
    MockResponse truncated = json("{\"id\":\"" + ID + "\",\"a\":\"" + "x".repeat(9_999) + "\"}");
    for (SocketPolicy policy :
        List.of(
            SocketPolicy.DISCONNECT_AFTER_REQUEST, SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY)) {
      MockResponse response = truncated.clone().setSocketPolicy(policy);
      faults.add(Fault.of(policy + " once", response, OK).afterPauses(500));
      faults.add(
          Fault.of(policy + " for ever", response)
              .afterPauses(ALL_PAUSES)
              .isA(PartnerConnectionException.class));
      faults.add(
          Fault.of(policy + " without retries", response)
              .withClient(b -> b.retries(RetryPolicy.none()))
              .isA(PartnerConnectionException.class));
    }
  }

  private static void lateResponses(List<Fault> faults) {
    MockResponse silent = new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE);
    MockResponse trickling = json("x".repeat(1_000)).throttleBody(1, 20, TimeUnit.MILLISECONDS);
    faults.add(
        Fault.of("no response within the client's read time-out", silent)
            .withClient(b -> b.readTimeout(Duration.ofMillis(50)))
            .afterPauses(ALL_PAUSES)
            .isA(PartnerTimeoutException.class)
            .saying("SocketTimeoutException"));
    faults.add(
        Fault.of("no response within the call's read time-out, then one", silent, OK)
            .withOptions(RequestOptions.builder().readTimeout(Duration.ofSeconds(2)).build())
            .afterPauses(500));
    faults.add(
        Fault.of("no response within the limit", silent)
            .withinRealTime(Duration.ofMillis(100))
            .isA(PartnerTimeoutException.class)
            .saying("no response within the limit of 100 ms"));
    faults.add(
        Fault.of("a response that trickles", trickling)
            .withinRealTime(Duration.ofMillis(200))
            .isA(PartnerTimeoutException.class)
            .saying("no response within the limit of 200 ms"));
  }
}
