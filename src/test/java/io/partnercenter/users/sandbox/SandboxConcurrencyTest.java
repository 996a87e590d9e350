package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.RawClient.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.RawClient.USER;
import static io.partnercenter.users.sandbox.RawClient.path;
import static io.partnercenter.users.sandbox.RawClient.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many requests at the same time. */
class SandboxConcurrencyTest {
  private static final int THREADS = 50;
  private static final List<String> PROPERTIES =
      List.of("displayName", "firstName", "lastName", "immutableId", "phoneNumber");

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RawClient http = new RawClient(sandbox);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void fiftyThreadsThatPatchOneUserLoseNoUpdate() throws Exception {
    // many properties take long to copy, so that a second thread is likely to intervene
    UUID large = new UUID(7, 0);
    sandbox
        .get()
        .addUser(
            CUSTOMER_ID,
            large,
            IntStream.range(0, 2000).boxed().collect(Collectors.toMap(i -> "x" + i, i -> i)));
    int rounds = 4;
    List<String> etags = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      String value = "round " + round;
      for (HttpResponse<String> response :
          atOnce(
              THREADS,
              i ->
                  http.send(
                      http.patch(path(large), set(PROPERTIES.get(i % 5), value + ' ' + i))))) {
        assertThat(response.statusCode()).isEqualTo(200);
        etags.add(response.headers().firstValue("ETag").orElseThrow());
      }
    }

    assertThat(etags)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(2, rounds * THREADS + 1)
                .mapToObj(version -> "\"v" + version + '"')
                .collect(Collectors.toList()));
    Map<String, Object> user = sandbox.get().user(CUSTOMER_ID, large);
    for (String property : PROPERTIES) {
      assertThat((String) user.get(property)).startsWith("round " + (rounds - 1));
    }
    assertThat(lastResponses(PROPERTIES))
        .allSatisfy((name, value) -> assertThat(user).containsEntry(name, value));
  }

  @Test
  void fiftyThreadsThatPatchFiftyUsersLoseNoUpdate() throws Exception {
    List<UUID> users = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      users.add(new UUID(7, i));
      sandbox.get().addUser(CUSTOMER_ID, users.get(i));
    }
    int patches = 5;

    atOnce(
        THREADS,
        i -> {
          for (int n = 0; n < patches; n++) {
            http.accepted(http.patch(path(users.get(i)), set(PROPERTIES.get(n), "of " + i)));
          }
          return null;
        });

    for (int i = 0; i < THREADS; i++) {
      Map<String, Object> user = sandbox.get().user(CUSTOMER_ID, users.get(i));
      for (String property : PROPERTIES) {
        assertThat(user).containsEntry(property, "of " + i);
      }
      assertThat(Json.write(user)).contains("\"etag\":\"v" + (patches + 1) + "\"");
    }
  }

  @Test
  void withIfMatchOneOfFiftyPatchesIsCarriedOut() throws Exception {
    addManyUsers();
    String body = set("userPrincipalName", name(-1));
    List<Integer> statuses =
        atOnce(
            THREADS,
            i -> http.send(http.patch(USER, body).header("If-Match", "\"v1\"")).statusCode());

    assertThat(statuses).containsOnlyOnce(200).contains(400).hasSize(THREADS);
    assertThat(statuses).containsOnly(200, 400);
  }

  @Test
  void oneOfTwoConcurrentPatchesGetsAPrincipalName() throws Exception {
    UUID[] users = {new UUID(7, 1), new UUID(7, 2)};
    sandbox.get().addUser(CUSTOMER_ID, users[0]);
    sandbox.get().addUser(CUSTOMER_ID, users[1]);
    addManyUsers();

    for (int round = 1; round <= 50; round++) {
      String name = set("userPrincipalName", name(-round));
      assertThat(atOnce(2, i -> http.send(http.patch(path(users[i]), name)).statusCode()))
          .containsExactlyInAnyOrder(200, 409);
    }
  }

  @Test
  void twoConcurrentPatchesWithTheSameRequestIdAreAppliedOnce() throws Exception {
    for (int round = 0; round < 100; round++) {
      String id = UUID.randomUUID().toString();
      String body = set("displayName", "round " + round);

      List<HttpResponse<String>> responses =
          atOnce(2, i -> http.send(http.patch(USER, body).header("MS-RequestId", id)));

      String version = "\"v" + (round + 2) + '"';
      for (HttpResponse<String> response : responses) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).hasValue(version);
      }
      assertThat(responses.get(0).body()).isEqualTo(responses.get(1).body());
    }
  }

  @Test
  void aRequestNeverMeetsAHalfSetProviderState() throws Exception {
    Map<String, String> ids =
        Map.of(
            "customerId",
            CUSTOMER_ID.toString(),
            "userId",
            PartnerCenterSandbox.USER_ID.toString());
    Map<String, Object> outage = new HashMap<>(ids);
    outage.put("status", 503);
    AtomicBoolean ended = new AtomicBoolean();
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();

    atOnce(
        4,
        i -> {
          if (i == 0) {
            for (int round = 0; round < 300 || statuses.size() < 2; round++) {
              sandbox.get().setProviderState("a user", ids);
              sandbox.get().setProviderState("an outage", outage);
            }
            ended.set(true);
          }
          while (!ended.get()) {
            statuses.add(http.send(http.get(USER)).statusCode());
          }
          return null;
        });

    assertThat(statuses).containsExactlyInAnyOrder(200, 503);
  }

  /** Returns the last value that was set for each property, by the version in the response. */
  private Map<String, String> lastResponses(List<String> properties) {
    Map<String, String> last = new HashMap<>();
    sandbox.get().exchanges().stream()
        .sorted(Comparator.comparingInt(SandboxConcurrencyTest::version))
        .map(exchange -> Json.readObject(exchange.requestBody().getBytes()))
        .forEach(
            update ->
                properties.stream()
                    .filter(update::containsKey)
                    .forEach(name -> last.put(name, (String) update.get(name))));
    return last;
  }

  private static int version(Exchange exchange) {
    return Integer.parseInt(exchange.responseHeaders().get("ETag").get(0).replaceAll("\\D", ""));
  }

  /**
   * Adds users whose long names take long to compare, so that a second thread is likely to
   * intervene.
   */
  private void addManyUsers() {
    for (int i = 0; i < 1000; i++) {
      sandbox.get().addUser(CUSTOMER_ID, new UUID(8, i), Map.of("userPrincipalName", name(i)));
    }
  }

  private static String name(int number) {
    return "n".repeat(1000) + String.format("%04d", number) + "@contoso.com";
  }

  private static String set(String property, String value) {
    return update("\"" + property + "\":\"" + value + "\"");
  }

  /** Starts all attempts at the same moment, and waits for all of them. */
  private <T> List<T> atOnce(int count, Attempt<T> attempt) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<Callable<T>> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      attempts.add(
          () -> {
            start.await();
            return attempt.make(number);
          });
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(attempts)) {
      results.add(future.get());
    }
    return results;
  }

  private interface Attempt<T> {
    T make(int number) throws Exception;
  }
}
