package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the command bulk sends for the rows of its file. */
class BulkRowsTest extends BulkCommandRun {
  @Test
  void eachRowChangesItsUser() {
    UUID other = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);
    files.write(
        "customer,user,usageLocation,displayName",
        CUSTOMER_ID + "," + USER_ID + ",SE,\"Tofte, Daniel\"",
        CUSTOMER_ID + "," + other + ",DE,Åsa");

    assertThat(bulk()).as(err).isZero();

    assertThat(user(USER_ID))
        .containsEntry("usageLocation", "SE")
        .containsEntry("displayName", "Tofte, Daniel");
    assertThat(user(other)).containsEntry("displayName", "Åsa");
    assertThat(out.lines())
        .containsExactly(
            "        2  done", "        2  rows in total", "Outcome of each row: " + files.results);
    assertThat(err).isEmpty();
    assertThat(BulkFiles.lines(files.results))
        .first()
        .isEqualTo("row,outcome,status,code,description,request-id,correlation-id");
    assertThat(files.outcomes()).isEqualTo(Map.of(2, "done,200,,", 3, "done,200,,"));
  }

  @Test
  void everyTextOfAnUpdateHasAColumn() {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Spec.node("components", "schemas", "CustomerUserUpdate", "properties")
        .forEach(
            (name, property) -> {
              if ("string".equals(((Map<?, ?>) property).get("type"))) {
                names.add(name);
                values.add(String.valueOf(((Map<?, ?>) property).get("example")));
              }
            });
    files.write("user," + String.join(",", names), USER_ID + "," + String.join(",", values));

    assertThat(bulk(CUSTOMER)).as(err).isZero();

    assertThat(names).contains("usageLocation", "phoneNumber");
    for (int i = 0; i < names.size(); i++) {
      assertThat(user(USER_ID)).containsEntry(names.get(i), values.get(i));
    }
  }

  @Test
  void passwordsAreSet() {
    UUID other = sandbox.get().addUsers(CUSTOMER_ID, 1).get(0);
    files.write(
        "user,password,force-change",
        USER_ID + "," + QUOTED_PASSWORD + ",",
        other + "," + QUOTED_PASSWORD + ",FALSE");

    assertThat(bulk(CUSTOMER, "--skip-empty")).as(err).isZero();

    assertThat(patches())
        .extracting(Exchange::requestBody)
        .anyMatch(body -> body.contains("4\\\"56*\",\"forceChangePassword\":true"))
        .anyMatch(body -> body.contains("4\\\"56*\",\"forceChangePassword\":false"));
  }

  @Test
  void rowsOfOneUserAreSentInTheirOrderEvenIfTheyContradict() {
    files.write(
        "user,usageLocation", USER_ID + ",SE", USER_ID + ",DE", USER_ID + ",FR", USER_ID + ",NO");

    assertThat(bulk(CUSTOMER)).isZero();

    assertThat(patches())
        .extracting(exchange -> exchange.requestBody().substring(18, 20))
        .containsExactly("SE", "DE", "FR", "NO");
  }

  @Test
  void allNamesAreLookedUpByReadingTheListOnce() {
    sandbox.get().addUsers(CUSTOMER_ID, 600);
    UUID second = UUID.randomUUID();
    sandbox
        .get()
        .addUser(CUSTOMER_ID, second, Map.of("userPrincipalName", "second@contoso.example"));
    files.write(
        "user,usageLocation",
        "EMAILID@abcdefgh1234.ccsctp.net,SE",
        "second@contoso.example,DE",
        "Second@contoso.example,FR");

    assertThat(bulk(CUSTOMER)).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("usageLocation", "SE");
    assertThat(user(second)).containsEntry("usageLocation", "FR");
    assertThat(sandbox.get().exchanges())
        .filteredOn(each -> each.method().equals("GET"))
        .hasSize(2);
  }

  @Test
  void deletedUsersAreFoundIfARowRestoresThem() {
    UUID active = UUID.randomUUID();
    sandbox
        .get()
        .addUser(CUSTOMER_ID, active, Map.of("userPrincipalName", "active@contoso.example"));
    sandbox.get().deleteUser(CUSTOMER_ID, USER_ID);
    files.write(
        "user,restore,usageLocation",
        "emailid@abcdefgh1234.ccsctp.net,true,",
        "emailid@abcdefgh1234.ccsctp.net,,SE",
        "active@contoso.example,true,DE");

    assertThat(bulk(CUSTOMER, "--skip-empty")).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("state", "active").containsEntry("usageLocation", "SE");
    assertThat(user(active)).containsEntry("usageLocation", "DE");
  }

  @Test
  void theExampleInTheDocumentationWorks() throws IOException {
    UUID deleted = UUID.randomUUID();
    String domain = "@abcdefgh1234.ccsctp.net";
    sandbox.get().addUser(CUSTOMER_ID, deleted, Map.of("userPrincipalName", "deleted" + domain));
    sandbox.get().deleteUser(CUSTOMER_ID, deleted);
    UUID daniel = UUID.randomUUID();
    sandbox.get().addUser(CUSTOMER_ID, daniel, Map.of("userPrincipalName", "daniel" + domain));
    String page = Files.readString(Path.of("docs/bulk-updates.md"));
    files.write(page.replaceAll("(?s).*```csv\n(.*?)\n```.*", "$1"));

    assertThat(bulk("--skip-empty")).as(err).isZero();

    assertThat(user(USER_ID)).containsEntry("displayName", "Tofte, Daniel");
    assertThat(user(deleted)).containsEntry("state", "active").containsEntry("usageLocation", "NO");
    assertThat(sandbox.get().received().forUser(daniel).single().resetPassword())
        .isEqualTo("Renew456*");
    for (String name : BulkColumns.known()) {
      assertThat(page).contains("`" + name + "`");
    }
  }

  @Test
  void aDryRunShowsWhatWouldBeSentAndSendsNothing() {
    files.write(
        "user,usageLocation,password",
        USER_ID + ",SE," + QUOTED_PASSWORD,
        "daniel@contoso.example,DE," + QUOTED_PASSWORD);

    assertThat(bulk(CUSTOMER, "--dry-run")).as(err).isZero();

    assertThat(out.lines())
        .containsExactly(
            "Dry run, nothing was sent. To send, by rows:",
            String.format(
                "2  customer %s  user %s  {\"usageLocation\":\"SE\",\"passwordProfile\":"
                    + "{\"password\":\"***\",\"forceChangePassword\":true},"
                    + "\"attributes\":{\"objectType\":\"CustomerUser\"}}",
                CUSTOMER_ID, USER_ID),
            String.format(
                "3  customer %s  user daniel@contoso.example  {\"usageLocation\":\"DE\","
                    + "\"passwordProfile\":{\"password\":\"***\",\"forceChangePassword\":true},"
                    + "\"attributes\":{\"objectType\":\"CustomerUser\"}}",
                CUSTOMER_ID));
    assertThat(sandbox.get().exchanges()).isEmpty();
    assertThat(files.journal).doesNotExist();
  }
}
