package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.path;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A PATCH with a request id is carried out once. */
class SandboxRequestIdTest {
  private static final UUID ID = UUID.fromString("b1317092-f087-471e-a637-f66523b2b94c");
  private static final UUID OTHER_ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);

  @Test
  void theSameRequestGetsTheFirstOutcomeAndItsOwnCorrelationId() throws Exception {
    String first = http.accepted(identified(http.patch(USER, UPDATE)));
    http.accepted(http.patch(USER, update("\"usageLocation\":\"DE\"")));
    Map<String, Object> before = user();
    String correlationId = UUID.randomUUID().toString();

    HttpResponse<String> again =
        http.send(identified(http.patch(USER, UPDATE)).header("MS-CorrelationId", correlationId));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first).contains("\"usageLocation\":\"SE\"");
    assertThat(again.headers().firstValue("ETag")).hasValue("\"v2\"");
    assertThat(again.headers().firstValue("MS-RequestId")).hasValue(ID.toString());
    assertThat(again.headers().firstValue("MS-CorrelationId")).hasValue(correlationId);
    assertThat(user()).isEqualTo(before).containsEntry("usageLocation", "DE");
  }

  @Test
  void theCaseOfTheIdDoesNotMatter() throws Exception {
    http.accepted(identified(http.patch(USER, UPDATE)));

    HttpResponse<String> again =
        http.send(
            http.patch(USER, UPDATE)
                .header("MS-RequestId", ID.toString().toUpperCase(Locale.ROOT)));

    assertThat(again.headers().firstValue("ETag")).hasValue("\"v2\"");
    assertThat(again.headers().firstValue("MS-RequestId"))
        .hasValue(ID.toString().toUpperCase(Locale.ROOT));
  }

  @Test
  void anotherRequestWithTheIdIsRefusedAndChangesNothing() throws Exception {
    sandbox.get().addUser(CUSTOMER_ID, OTHER_ID);
    String first = http.accepted(identified(http.patch(USER, UPDATE)));
    Map<String, Object> before = user();

    for (HttpRequest.Builder other :
        new HttpRequest.Builder[] {
          http.patch(USER, update("\"usageLocation\":\"DE\"")),
          http.patch(path(OTHER_ID), UPDATE),
          http.patch(USER, UPDATE).header("If-Match", "\"v1\""),
        }) {
      HttpResponse<String> response = http.refused(400, "800002", identified(other));
      assertThat(response.body()).contains("The request id was used for another request.");
    }

    assertThat(user()).isEqualTo(before);
    assertThat(http.accepted(identified(http.patch(USER, UPDATE)))).isEqualTo(first);
  }

  @Test
  void aReadIsNeitherRememberedNorRefused() throws Exception {
    http.accepted(identified(http.get(USER)));
    http.accepted(identified(http.patch(USER, UPDATE)));
    http.accepted(http.patch(USER, update("\"usageLocation\":\"DE\"")));

    assertThat(http.accepted(identified(http.get(USER)))).contains("\"usageLocation\":\"DE\"");
  }

  @Test
  void withoutAnIdEveryPatchIsCarriedOut() throws Exception {
    for (int version = 2; version < 4; version++) {
      HttpResponse<String> response = http.send(http.patch(USER, UPDATE));
      assertThat(response.headers().firstValue("ETag")).hasValue("\"v" + version + "\"");
    }
  }

  static Stream<Arguments> businessErrors() {
    String stale = "\"v9\"";
    return Stream.of(
        error("400 invalid property", 400, "3000", running -> {}, update("\"nickname\":1"), null),
        error("400 stale ETag", 400, "2055", running -> {}, UPDATE, stale),
        error("412", 412, "2055", PartnerCenterSandbox::respond412ToStaleEtags, UPDATE, stale),
        error("403", 403, "900150", PartnerCenterSandbox::withdrawRole, UPDATE, null),
        error(
            "404",
            404,
            "60002",
            running -> running.deleteUser(CUSTOMER_ID, USER_ID, Instant.EPOCH),
            UPDATE,
            null),
        error(
            "409",
            409,
            "409",
            running ->
                running.addUser(CUSTOMER_ID, OTHER_ID, Map.of("userPrincipalName", "taken@x")),
            update("\"userPrincipalName\":\"taken@x\""),
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("businessErrors")
  @SendsInvalidRequests
  void aBusinessErrorIsRemembered(
      String name,
      int status,
      String code,
      Consumer<PartnerCenterSandbox> condition,
      String body,
      String ifMatch)
      throws Exception {
    condition.accept(sandbox.get());
    HttpRequest.Builder request = identified(http.patch(USER, body));
    if (ifMatch != null) {
      request.header("If-Match", ifMatch);
    }

    HttpResponse<String> first = http.refused(status, code, request);
    sandbox.get().grantRole();
    sandbox.get().respond400ToStaleEtags();
    sandbox.get().endRelationship(CUSTOMER_ID);

    assertThat(http.refused(status, code, request).body()).isEqualTo(first.body());
  }

  static Stream<Arguments> noOutcomes() {
    return Stream.of(
        noOutcome("401", 401, r -> r.acceptOnlyTokens("x"), PartnerCenterSandbox::acceptAnyToken),
        noOutcome(
            "429",
            429,
            r -> r.throttle(CUSTOMER_ID, 0, ErrorShape.SERVICE),
            r -> r.endThrottle(CUSTOMER_ID)),
        noOutcome("500", 500, r -> r.outage(500), PartnerCenterSandbox::endOutage),
        noOutcome("503", 503, r -> r.outage(503), PartnerCenterSandbox::endOutage),
        noOutcome(
            "injected 404",
            404,
            r -> r.respondNext(NextResponse.builder().status(404).build()),
            r -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noOutcomes")
  void aResponseThatIsNoOutcomeIsNotRemembered(
      String name,
      int status,
      Consumer<PartnerCenterSandbox> condition,
      Consumer<PartnerCenterSandbox> end)
      throws Exception {
    condition.accept(sandbox.get());
    assertThat(http.send(identified(http.patch(USER, UPDATE))).statusCode()).isEqualTo(status);
    end.accept(sandbox.get());

    assertThat(http.accepted(identified(http.patch(USER, UPDATE))))
        .contains("\"usageLocation\":\"SE\"");
  }

  @Test
  @SendsInvalidRequests
  void aRequestThatDoesNotReachTheResourceIsNotRemembered() throws Exception {
    http.refused(405, "405", identified(http.request("PUT", USER, UPDATE)));
    http.refused(
        415, "415", identified(http.patch(USER, UPDATE)).setHeader("Content-Type", "text/plain"));
    http.refused(
        413, "413", identified(http.patch(USER, update("\"x\":\"" + "x".repeat(1 << 20) + "\""))));

    http.accepted(identified(http.patch(USER, UPDATE)));
  }

  @Test
  void aRepeatedRequestMeetsAnOutageToo() throws Exception {
    http.accepted(identified(http.patch(USER, UPDATE)));
    sandbox.get().outage(503);

    http.refused(503, "503", identified(http.patch(USER, UPDATE)));
    sandbox.get().endOutage();
    http.accepted(identified(http.patch(USER, UPDATE)));
  }

  @Test
  void onlyTheLatestIdsAreRemembered() {
    IdempotencyCache cache = new IdempotencyCache();
    List<String> content = List.of("content");
    Response first = Response.error(404, "60002", "first");
    Response second = Response.error(404, "60002", "second");
    cache.once(ID, content, () -> first);
    for (int i = 1; i < IdempotencyCache.REMEMBERED; i++) {
      cache.once(new UUID(0, i), content, () -> first);
    }

    assertThat(cache.once(ID, content, () -> second)).isSameAs(first);
    cache.once(new UUID(1, 0), content, () -> first);
    assertThat(cache.once(ID, content, () -> second)).isSameAs(second);
  }

  private static Arguments error(
      String name,
      int status,
      String code,
      Consumer<PartnerCenterSandbox> condition,
      String body,
      String ifMatch) {
    return Arguments.of(name, status, code, condition, body, ifMatch);
  }

  private static Arguments noOutcome(
      String name,
      int status,
      Consumer<PartnerCenterSandbox> condition,
      Consumer<PartnerCenterSandbox> end) {
    return Arguments.of(name, status, condition, end);
  }

  private static HttpRequest.Builder identified(HttpRequest.Builder request) {
    return request.header("MS-RequestId", ID.toString());
  }

  private Map<String, Object> user() {
    return sandbox.get().user(CUSTOMER_ID, USER_ID);
  }
}
