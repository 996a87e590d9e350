package io.partnercenter.users.everything;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.everything.api.UsersApi;
import io.partnercenter.users.everything.model.CustomerUser;
import io.partnercenter.users.everything.model.LicenseUpdate;
import io.partnercenter.users.everything.model.LicenseUpdateLicensesToAssignItem;
import io.partnercenter.users.everything.model.NewCustomerUser;
import io.partnercenter.users.everything.model.PasswordProfile;
import io.partnercenter.users.everything.model.Warning;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls operations of the service that the live spec doesn't have yet, written as a maintainer
 * would add them: they work as soon as they are generated.
 */
class NextOperationsTest {
  private static final UUID CUSTOMER = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");
  private static final UUID USER = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final String USERS = "/v1/customers/" + CUSTOMER + "/users";

  private final MockWebServer server = new MockWebServer();
  private UsersApi api;

  @BeforeEach
  void start() throws IOException {
    server.start();
    api = EverythingApis.on(server.url("/"), UsersApi.class);
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  private void enqueue(int status, String body) {
    server.enqueue(new MockResponse().setResponseCode(status).setBody(body.replace('\'', '"')));
  }

  @Test
  void aUserIsCreated() throws Exception {
    enqueue(201, "{'id':'%s','displayName':'Daniel'}".formatted(USER));

    CustomerUser created =
        api.createCustomerUser(
                CUSTOMER,
                NewCustomerUser.builder()
                    .displayName("Daniel")
                    .userPrincipalName("daniel@contoso.example")
                    .passwordProfile(PasswordProfile.builder().password("Renew456*").build())
                    .build())
            .execute();

    assertThat(created.getDisplayName()).isEqualTo("Daniel");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST " + USERS + " HTTP/1.1");
    assertThat(request.getBody().readUtf8())
        .isEqualTo(
            "{'displayName':'Daniel','userPrincipalName':'daniel@contoso.example','passwordProfile':{'password':'Renew456*'}}"
                .replace('\'', '"'));
  }

  @Test
  void aUserIsDeleted() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(204));

    assertThat(api.deleteCustomerUser(CUSTOMER, USER).execute()).isNull();

    assertThat(server.takeRequest().getRequestLine())
        .isEqualTo("DELETE " + USERS + "/" + USER + " HTTP/1.1");
  }

  @Test
  void licencesAreAssigned() throws Exception {
    String update =
        "{'licensesToAssign':[{'skuId':'%s','excludedPlans':['a','b']}],'licensesToRemove':['c']"
            .formatted(CUSTOMER);
    enqueue(201, update + ",'licenseWarnings':[['known','new'],[]]}");

    LicenseUpdate done =
        api.updateLicenses(
                CUSTOMER,
                USER,
                LicenseUpdate.builder()
                    .licensesToAssign(
                        List.of(
                            LicenseUpdateLicensesToAssignItem.builder()
                                .skuId(CUSTOMER)
                                .excludedPlans(List.of("a", "b"))
                                .build()))
                    .licensesToRemove(List.of("c"))
                    .build())
            .execute();

    assertThat(done.getLicenseWarnings())
        .containsExactly(List.of(Warning.KNOWN, Warning.of("new")), List.of());
    assertThat(server.takeRequest().getBody().readUtf8())
        .isEqualTo((update + "}").replace('\'', '"'));
  }

  @Test
  void optionsApplyToTheCall() throws Exception {
    enqueue(200, "{'items':[]}");

    api.listCustomerUsers(CUSTOMER, null, null, null, null, null, null)
        .with(RequestOptions.builder().locale("sv-SE").build())
        .execute();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getPath()).isEqualTo(USERS);
    assertThat(request.getHeader("X-Locale")).isEqualTo("sv-SE");
  }
}
