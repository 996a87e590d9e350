package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okio.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses whose body breaks the contract, is too long, or repeats a secret. */
class ResponseBodyFaultsTest extends FaultTestBase {
  static Stream<Arguments> faults() {
    List<Fault> faults = new ArrayList<>();
    responsesThatBreakTheContract(faults);
    bodies(faults);
    return syncAndAsync(faults);
  }

  private static void responsesThatBreakTheContract(List<Fault> faults) {
    String id = "{\"id\":\"" + ID + "\"";
    Map<String, String> places =
        Map.ofEntries(
            Map.entry("", "End of input"),
            Map.entry("null", "status 200 without a value"),
            Map.entry("[]", "Expected BEGIN_OBJECT but was BEGIN_ARRAY at path $"),
            Map.entry("\"x\"", "Expected BEGIN_OBJECT but was STRING at path $"),
            Map.entry("<html></html>", "malformed JSON at path $"),
            Map.entry("{}", "Required id is missing or null at $"),
            Map.entry("{\"id\":null}", "Required id is missing or null at $"),
            Map.entry("{\"id\":\"1-1-1-1-1\"}", "Expected a UUID at $.id"),
            Map.entry("{\"id\":5}", "Expected a UUID at $.id"),
            Map.entry(id + ",\"displayName\":5}", "Expected a string at $.displayName"),
            Map.entry(id + ",\"state\":{}}", "Expected a string at $.state"),
            Map.entry(id + ",\"links\":[]}", "BEGIN_OBJECT but was BEGIN_ARRAY at path $.links"),
            Map.entry(id + ",\"softDeletionTime\":\"x\"}", "a date-time at $.softDeletionTime"),
            Map.entry(id, "End of input"),
            Map.entry(id + "}{}", "malformed JSON at path $"));
    places.forEach(
        (body, place) ->
            faults.add(
                Fault.of("200 with '" + body + "'", json(body))
                    .isA(PartnerResponseException.class)
                    .saying("the response breaks the contract", place)));
    for (int code : new int[] {204, 205}) {
      faults.add(
          Fault.of(code + "", status(code))
              .isA(PartnerResponseException.class)
              .saying("status " + code + " without a value"));
    }
    faults.add(
        Fault.of("200 of 50 MB", json("x").setBody(new Buffer().write(new byte[50 << 20])))
            .isA(PartnerResponseException.class)
            .saying("the response is over 16 MB"));
  }

  private static void bodies(List<Fault> faults) {
    faults.add(
        Fault.of("an error page of 50 MB", status(400).setBody(new Buffer().write(page(50 << 20))))
            .isA(PartnerServiceException.class)
            .saying("400: Client Error"));
    faults.add(
        Fault.of(
                "an error with a description of 1,000,000 characters",
                json("{\"code\":\"3000\",\"description\":\"" + "d".repeat(1_000_000) + "\"}")
                    .setResponseCode(400))
            .isA(PartnerServiceException.class)
            .saying("400, error 3000: ddd", "… – PATCH"));
    faults.add(
        Fault.of(
                "an error that echoes token and password",
                json("{\"code\":\""
                        + PASSWORD
                        + "\",\"description\":\""
                        + PASSWORD
                        + "/"
                        + TOKEN
                        + "\",\"source\":\""
                        + TOKEN
                        + "\"}")
                    .setResponseCode(400))
            .isA(PartnerServiceException.class)
            .and(e -> assertThat(((PartnerServiceException) e).description()).isEqualTo("***/***"))
            .and(e -> assertThat(((PartnerServiceException) e).source()).isEqualTo("***")));
    faults.add(
        Fault.of(
                "a success that echoes token and password where they don't belong",
                json(
                    "{\"id\":\""
                        + ID
                        + "\",\"attributes\":{\"objectType\":{\""
                        + PASSWORD
                        + "\":[{\""
                        + TOKEN
                        + "\":]}}}"))
            .isA(PartnerResponseException.class));
    faults.add(
        Fault.of(
            "a response with unknown values and with null for known ones",
            json(
                "\uFEFF{\"id\":\""
                    + ID
                    + "\",\"state\":\"suspended\",\"new\":{\"deep\":[1]},"
                    + "\"displayName\":null,\"passwordProfile\":null,"
                    + "\"softDeletionTime\":\"2017-01-20T00:33:34.1234567Z\","
                    + "\"lastDirectorySyncTime\":\"2017-01-20T00:33:34\"}")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void aResponseThatIsTooLongIsNotReadToItsEnd(int status) throws IOException {
    try (FaultyServer.Flooding server = FaultyServer.flooding(status);
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl(server.baseUrl())
                .accessTokens(AccessTokens.of(TOKEN))
                .build()) {
      UserHandle user = partner.customers().byId(UUID.randomUUID()).users().byId(UUID.randomUUID());

      assertThatExceptionOfType(PartnerException.class).isThrownBy(user::get);

      long read = status == 200 ? 16 << 20 : 1 << 20;
      long buffers = 16 << 20; // what the kernel buffers on both sides, at most
      assertThat(server.taken).hasValueBetween(read, read + buffers);
    }
  }

  private static byte[] page(int length) {
    byte[] page = new byte[length];
    IntStream.range(0, length).forEach(i -> page[i] = '<');
    return page;
  }
}
