package io.partnercenter.users.everything;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerResponseException;
import io.partnercenter.users.everything.api.PlacesApi;
import io.partnercenter.users.everything.api.ThingsApi;
import io.partnercenter.users.everything.model.Color;
import io.partnercenter.users.everything.model.CountThingsRequest;
import io.partnercenter.users.everything.model.ListThingsSort;
import io.partnercenter.users.everything.model.Place;
import io.partnercenter.users.everything.model.Thing;
import io.partnercenter.users.everything.model.ThingPatch;
import io.partnercenter.users.everything.model.ThingPatchMode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interfaces generated from {@code everything/spec.yaml}, used over HTTP. */
class EverythingApiTest {
  private static final UUID ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");
  private static final String THING = "{\"id\":\"" + ID + "\",\"count\":1}";

  private final MockWebServer server = new MockWebServer();
  private ThingsApi things;

  @BeforeEach
  void start() throws IOException {
    server.start();
    things = api(ThingsApi.class);
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void aGetHasQueryParametersOfEveryType() throws Exception {
    server.enqueue(new MockResponse().setBody("[" + THING + "]"));

    List<Thing> found =
        things
            .listThings(
                5,
                OffsetDateTime.parse("2026-01-02T03:04:00Z"),
                LocalDate.of(2026, 1, 2),
                Color.DARK_GREEN,
                List.of("a b", "c&d"),
                ListThingsSort.NEWEST,
                "x=y&z",
                "trace")
            .execute();

    assertThat(found).extracting(Thing::getId).containsExactly(ID);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getRequestUrl().encodedPath()).isEqualTo("/things");
    assertThat(request.getRequestUrl().queryParameterNames())
        .containsExactly("size", "since", "day", "color", "tag", "sort", "$filter&a=b");
    assertThat(request.getRequestUrl().queryParameter("since")).startsWith("2026-01-02T03:04");
    assertThat(request.getRequestUrl().queryParameter("color")).isEqualTo("dark-green");
    assertThat(request.getRequestUrl().queryParameterValues("tag")).containsExactly("a b", "c&d");
    assertThat(request.getRequestUrl().queryParameter("sort")).isEqualTo("newest");
    assertThat(request.getRequestUrl().queryParameter("$filter&a=b")).isEqualTo("x=y&z");
    assertThat(request.getHeader("X-Trace")).isEqualTo("trace");
  }

  @Test
  void throughPartnerCenterADateTimeKeepsItsZeroSeconds() throws Exception {
    server.enqueue(new MockResponse().setBody("[]"));
    try (PartnerCenter partner =
        PartnerCenter.builder()
            .baseUrl(server.url("/prefix").toString())
            .accessTokens(AccessTokens.of("t"))
            .build()) {

      partner
          .api(ThingsApi.class)
          .listThings(
              5, OffsetDateTime.parse("2026-01-02T03:04:00Z"), null, null, null, null, null, null)
          .execute();
    }

    assertThat(server.takeRequest().getPath())
        .isEqualTo("/prefix/things?size=5&since=2026-01-02T03%3A04%3A00Z");
  }

  @Test
  void postPutAndPatchSendTheirBody() throws Exception {
    ThingPatch patch = ThingPatch.builder().owner("o").mode(ThingPatchMode.PLAIN).build();
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse().setResponseCode(i == 0 ? 201 : 200).setBody(THING));
    }

    things.createThing(true, patch).execute();
    things.replaceThing(ID, Thing.builder().id(ID).count(1).build()).execute();
    things.patchThing(ID, patch).execute();

    RecordedRequest post = server.takeRequest();
    assertThat(post.getRequestLine()).isEqualTo("POST /things?dry-run=true HTTP/1.1");
    assertThat(post.getBody().readUtf8()).startsWith("{\"owner\":\"o\"");
    RecordedRequest put = server.takeRequest();
    assertThat(put.getRequestLine()).isEqualTo("PUT /things/" + ID + " HTTP/1.1");
    assertThat(put.getBody().readUtf8()).isEqualTo(THING);
    assertThat(server.takeRequest().getRequestLine())
        .isEqualTo("PATCH /things/" + ID + " HTTP/1.1");
  }

  @Test
  void everyTagHasItsInterface() throws Exception {
    server.enqueue(new MockResponse().setBody("{\"city\":\"Malmö\"}"));

    Place place = api(PlacesApi.class).getPlace("a/b å").execute();

    assertThat(place.getCity()).isEqualTo("Malmö");
    assertThat(server.takeRequest().getPath()).isEqualTo("/places/a%2Fb%20%C3%A5");
  }

  @Test
  void aListIsReadAsStrictlyAsAProperty() throws Exception {
    server.enqueue(new MockResponse().setBody("[\"a\",\"b\"]"));
    server.enqueue(new MockResponse().setBody("[\"a\",null]"));
    server.enqueue(new MockResponse().setBody("[1]"));
    PlacesApi places = api(PlacesApi.class);

    assertThat(places.listPlaceNames().execute()).containsExactly("a", "b");
    assertThatExceptionOfType(PartnerResponseException.class)
        .isThrownBy(() -> places.listPlaceNames().execute())
        .withMessageContaining("Unexpected null at $[1]");
    assertThatExceptionOfType(PartnerResponseException.class)
        .isThrownBy(() -> places.listPlaceNames().execute());
  }

  @Test
  void aBodyThatIsNotRequiredMayBeOmitted() throws Exception {
    server.enqueue(new MockResponse().setBody("{\"all\":3}"));
    server.enqueue(new MockResponse().setResponseCode(203).setBody("{\"all\":2}"));

    assertThat(things.countThings().execute()).containsExactly(Map.entry("all", 3L));
    assertThat(things.countThings(CountThingsRequest.builder().least(1L).build()).execute())
        .containsExactly(Map.entry("all", 2L));

    assertThat(server.takeRequest().getBodySize()).isZero();
    assertThat(server.takeRequest().getBody().readUtf8()).isEqualTo("{\"least\":1}");
  }

  private <T> T api(Class<T> type) {
    return EverythingApis.on(server.url("/"), type);
  }
}
