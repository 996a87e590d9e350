package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.RESTORE;
import static io.partnercenter.users.sandbox.RawClient.UPDATE;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.USER_ID;
import static io.partnercenter.users.sandbox.RawClient.path;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.SendsInvalidRequests;
import io.partnercenter.users.SpecCheckedSandbox;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users of a sandbox, and how a PATCH changes them. */
class SandboxUsersTest {
  private static final UUID OTHER_ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

  private final TestClock clock = new TestClock();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox(clock);

  private final RawClient http = new RawClient(sandbox);

  @Test
  void anAddedUserCanBeReadAndHasItsOwnPrincipalName() throws Exception {
    UUID customerId = UUID.randomUUID();
    sandbox.get().addUser(customerId, OTHER_ID);

    String user = http.accepted(http.get("/v1/customers/" + customerId + "/users/" + OTHER_ID));

    assertThat(user)
        .contains("\"id\":\"" + OTHER_ID + "\"")
        .contains("\"userPrincipalName\":\"" + OTHER_ID + "@")
        .contains("\"uri\":\"/customers/" + customerId + "/users/" + OTHER_ID + "\"")
        .contains("\"state\":\"active\"");
  }

  @Test
  void givenPropertiesOverrideTheDefaults() throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("displayName", "Åsa");
    properties.put("phoneNumber", null);
    properties.put("aliases", Arrays.asList("a", 1, true, null));
    sandbox.get().addUser(CUSTOMER_ID, OTHER_ID, properties);

    assertThat(http.accepted(http.get(path(OTHER_ID))))
        .contains("\"displayName\":\"Åsa\"")
        .contains("\"phoneNumber\":null")
        .contains("\"aliases\":[\"a\",1,true,null]")
        .contains("\"firstName\":\"FirstName\"");
  }

  @Test
  void anInvalidUserIsNotAdded() {
    PartnerCenterSandbox running = sandbox.get();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.addUser(CUSTOMER_ID, USER_ID))
        .withMessageContaining(USER_ID.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                running.addUser(
                    CUSTOMER_ID,
                    OTHER_ID,
                    Map.of("userPrincipalName", "EmailId@abcdefgh1234.ccsctp.net")))
        .withMessageContaining("EmailId@abcdefgh1234.ccsctp.net");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.addUser(CUSTOMER_ID, OTHER_ID, Map.of("state", "inactive")))
        .withMessageContaining("state");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> running.addUser(CUSTOMER_ID, OTHER_ID, Map.of("birth", clock.instant())));
    assertThatNullPointerException()
        .isThrownBy(() -> running.addUser(CUSTOMER_ID, null))
        .withMessage("userId");
    assertThatIllegalArgumentException().isThrownBy(() -> running.user(CUSTOMER_ID, OTHER_ID));
  }

  @Test
  void aUserIsReturnedAsByAGetAndIsUnmodifiable() throws Exception {
    Map<String, Object> before = sandbox.get().user(CUSTOMER_ID, USER_ID);

    http.accepted(http.patch(USER, UPDATE));

    assertThat(before).containsEntry("usageLocation", "US");
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "SE");
    assertThat(Json.write(sandbox.get().user(CUSTOMER_ID, USER_ID)))
        .isEqualTo(http.accepted(http.get(USER)));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> before.put("usageLocation", "DE"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> ((Map<?, ?>) before.get("attributes")).clear());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.get().user(CUSTOMER_ID, OTHER_ID))
        .withMessageContainingAll(CUSTOMER_ID.toString(), OTHER_ID.toString());
  }

  @Test
  void aPasswordIsEchoedOnceAndKeptNowhere() throws Exception {
    String reset = update("\"passwordProfile\":{\"password\":\"Renew456*\"}");

    assertThat(http.accepted(http.patch(USER, reset)))
        .contains("\"passwordProfile\":{\"password\":\"Renew456*\"}");

    assertThat(http.accepted(http.get(USER))).doesNotContain("passwordProfile");
    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).doesNotContainKey("passwordProfile");
  }

  @Test
  void aDeletedUserIsReadAndRestoredFor30Days() throws Exception {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    clock.advance(Duration.ofDays(30).minusSeconds(1));

    assertThat(http.accepted(http.get(USER)))
        .contains("\"state\":\"inactive\"")
        .contains("\"softDeletionTime\":\"2026-03-01T12:00:00Z\"");
    assertThat(http.accepted(http.patch(USER, RESTORE)))
        .contains("\"state\":\"active\"")
        .doesNotContain("softDeletionTime");

    clock.advance(Duration.ofDays(100));
    assertThat(http.accepted(http.get(USER))).contains("\"state\":\"active\"");
  }

  @Test
  void aUserDeleted30DaysAgoIsGone() throws Exception {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    clock.advance(Duration.ofDays(30));

    http.refused(404, "60002", http.get(USER));
    http.refused(404, "60002", http.patch(USER, RESTORE));
    assertThatIllegalArgumentException().isThrownBy(() -> sandbox.get().user(CUSTOMER_ID, USER_ID));
  }

  @Test
  void aUserCanBeDeletedAsOfAGivenTime() throws Exception {
    PartnerCenterSandbox running = sandbox.get();
    running.addUser(CUSTOMER_ID, OTHER_ID);
    running.deleteUser(CUSTOMER_ID, USER_ID, clock.instant().minus(Duration.ofDays(31)));
    running.deleteUser(CUSTOMER_ID, OTHER_ID, clock.instant().minus(Duration.ofDays(29)));

    http.refused(404, "60002", http.patch(USER, RESTORE));
    assertThat(http.accepted(http.get(path(OTHER_ID))))
        .contains("\"softDeletionTime\":\"2026-01-31T12:00:00Z\"");
    http.accepted(http.patch(path(OTHER_ID), RESTORE));
  }

  @Test
  void aPatchWithoutStateLeavesAUserDeleted() throws Exception {
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);

    assertThat(http.accepted(http.patch(USER, UPDATE)))
        .contains("\"usageLocation\":\"SE\"")
        .contains("\"state\":\"inactive\"")
        .contains("softDeletionTime");
  }

  @Test
  void aStaleEtagIs400Or412AndChangesNothing() throws Exception {
    String etag = http.send(http.get(USER)).headers().firstValue("ETag").orElseThrow();
    http.accepted(http.patch(USER, UPDATE).header("If-Match", etag));
    String stale = update("\"usageLocation\":\"DE\"");

    http.refused(400, "2055", http.patch(USER, stale).header("If-Match", etag));
    sandbox.get().respond412ToStaleEtags();
    http.refused(412, "2055", http.patch(USER, stale).header("If-Match", etag));
    sandbox.get().respond400ToStaleEtags();
    http.refused(400, "2055", http.patch(USER, stale).header("If-Match", etag));

    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "SE");
  }

  @Test
  @SendsInvalidRequests
  void namesAreBoundWithoutRegardToCase() throws Exception {
    assertThat(
            http.accepted(
                http.patch(
                    USER,
                    "{\"UsageLocation\":\"SE\",\"PASSWORDPROFILE\":{\"Password\":\"Renew456*\","
                        + "\"forcechangepassword\":true},"
                        + "\"Attributes\":{\"ObjectType\":\"CustomerUser\"}}")))
        .startsWith("{\"usageLocation\":\"SE\"")
        .contains("\"passwordProfile\":{\"password\":\"Renew456*\",\"forceChangePassword\":true}")
        .doesNotContain("UsageLocation", "Attributes", "ObjectType");
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    assertThat(
            http.accepted(
                http.patch(
                    USER,
                    "{\"State\":\"active\",\"Attributes\":{\"ObjectType\":\"CustomerUser\"}}")))
        .contains("\"state\":\"active\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"usageLocation\":\"SE\",\"UsageLocation\":\"DE\"",
        "\"passwordProfile\":{\"password\":\"a\",\"Password\":\"b\"}",
        "\"x\":{\"y\":1,\"Y\":2}",
      })
  @SendsInvalidRequests
  void namesThatDifferOnlyInCaseWithDifferentValuesAreRefused(String properties) throws Exception {
    http.refused(400, "800002", http.patch(USER, update(properties)));

    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID)).containsEntry("usageLocation", "US");
  }

  /** The SDK's Jackson writes the field under one name, and the getter under another. */
  @Test
  @SendsInvalidRequests
  void aResetIsAcceptedAsMicrosoftsSdkForJavaSendsIt() throws Exception {
    String reset =
        update(
            "\"passwordProfile\":{\"ForceChangePassword\":true,\"Password\":\"Renew456*\","
                + "\"forceChangePassword\":true,\"password\":\"Renew456*\"}");

    assertThat(http.accepted(http.patch(USER, reset)))
        .contains("\"passwordProfile\":{\"forceChangePassword\":true,\"password\":\"Renew456*\"}");
  }

  @Test
  void furtherPropertiesOfAPasswordProfileAreIgnored() throws Exception {
    String reset = update("\"passwordProfile\":{\"password\":\" \",\"hint\":[1]}");

    assertThat(http.accepted(http.patch(USER, reset)))
        .contains("\"passwordProfile\":{\"password\":\" \"}");
  }

  @Test
  void aPatchCanRestoreAUserButNotDeleteOne() throws Exception {
    String delete = update("\"state\":\"inactive\",\"usageLocation\":\"XK\"");

    assertThat(http.accepted(http.patch(USER, delete)))
        .contains("\"usageLocation\":\"XK\"", "\"state\":\"active\"")
        .doesNotContain("softDeletionTime");
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    assertThat(http.accepted(http.patch(USER, delete))).contains("\"state\":\"inactive\"");
  }

  /**
   * JSON can contain half a surrogate pair, but UTF-8 can't: the response has a question mark in
   * its place.
   */
  @Test
  void halfASurrogatePairIsAccepted() throws Exception {
    assertThat(http.accepted(http.patch(USER, update("\"displayName\":\"a\\ud83d\""))))
        .contains("\"displayName\":\"a?\"");
  }

  @Test
  void aPrincipalNameThatAnotherUserHasIs409AndChangesNothing() throws Exception {
    UUID otherCustomer = UUID.randomUUID();
    sandbox.get().addUser(otherCustomer, OTHER_ID, Map.of("userPrincipalName", "Asa@contoso.com"));

    http.refused(
        409,
        "409",
        http.patch(
            USER, update("\"usageLocation\":\"SE\",\"userPrincipalName\":\"asa@CONTOSO.com\"")));

    assertThat(sandbox.get().user(CUSTOMER_ID, USER_ID))
        .containsEntry("usageLocation", "US")
        .containsEntry("userPrincipalName", "emailid@abcdefgh1234.ccsctp.net");
  }

  @Test
  void aUserMayWriteItsOwnPrincipalNameInAnotherCase() throws Exception {
    String update = update("\"userPrincipalName\":\"EMAILID@abcdefgh1234.ccsctp.net\"");

    assertThat(http.accepted(http.patch(USER, update))).contains("\"EMAILID@");
  }

  @Test
  void aDeletedUserKeepsItsPrincipalNameUntilItIsGone() throws Exception {
    sandbox.get().addUser(CUSTOMER_ID, OTHER_ID);
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    String update = update("\"userPrincipalName\":\"emailid@abcdefgh1234.ccsctp.net\"");

    http.refused(409, "409", http.patch(path(OTHER_ID), update));
    clock.advance(Duration.ofDays(30));
    http.accepted(http.patch(path(OTHER_ID), update));
  }

  @Test
  @SendsInvalidRequests
  void aDescriptionIsNeverLongerThanTheServiceAllows() throws Exception {
    String name = "x".repeat(5000);

    http.refused(400, "3000", http.patch(USER, update("\"" + name + "\":1")));

    assertThat(sandbox.lastExchange().responseBody())
        .hasSizeBetween(1024, 1200)
        .contains("x".repeat(900));
  }

  @Test
  void addingAUserChangesNoOtherCustomer() throws Exception {
    UUID customerId = UUID.randomUUID();
    sandbox.get().addUser(customerId, OTHER_ID);

    http.refused(404, "60002", http.get(path(OTHER_ID)));
    http.refused(404, "60002", http.get("/v1/customers/" + customerId + "/users/" + USER_ID));
    assertThat(List.of(sandbox.get().user(customerId, OTHER_ID).get("id")))
        .containsExactly(OTHER_ID.toString());
  }
}
