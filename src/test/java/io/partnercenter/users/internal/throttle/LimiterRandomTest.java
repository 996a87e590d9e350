package io.partnercenter.users.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.internal.time.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever callers and the service do, in whatever order. */
class LimiterRandomTest {
  private static final int OPERATIONS = 25_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noPermitIsLostNothingGoesTooEarlyAndWhoComesFirstGoesFirst(int seed) {
    Model model = new Model(new Random(seed));
    for (int i = 0; i < OPERATIONS; i++) {
      model.step();
    }
    model.finish();
  }

  /** Knows what the limiter must do, from what it was told. */
  private static final class Model {
    private final Random random;
    private final SimulatedTime time = new SimulatedTime();
    private final Limiter limiter = new Limiter(time);
    private final List<Entry> waiting = new ArrayList<>();
    private final List<Entry> granted = new ArrayList<>();
    private final List<Entry> sent = new ArrayList<>();
    private final Map<String, Long> named = new HashMap<>();
    private long places;
    private int grants;
    private int failures;

    Model(Random random) {
      this.random = random;
    }

    void step() {
      int kind = random.nextInt(100);
      if (kind < 30) {
        String scope = "scope " + random.nextInt(8);
        Duration maxWait = Duration.ofSeconds(random.nextInt(10) == 0 ? 0 : 60);
        long deadline = time.nanoTime() + Duration.ofSeconds(random.nextInt(120)).toNanos();
        long place = places++;
        add(limiter.acquire(scope, maxWait, deadline), scope, place);
      } else if (kind < 50) {
        confirm(pick(granted));
      } else if (kind < 75) {
        Entry entry = pick(sent);
        if (entry != null) {
          sent.remove(entry);
          entry.permit.admitted();
        }
      } else if (kind < 79) {
        throttle(pick(sent));
      } else if (kind < 82) {
        release(pick(sent), sent);
      } else if (kind < 84) {
        release(pick(granted), granted);
      } else if (kind < 87) {
        release(pick(waiting), waiting);
      } else {
        time.advance(Duration.ofMillis(random.nextInt(200)));
      }
    }

    /** All permits come back, and all calls that still wait get their turn. */
    void finish() {
      for (int i = 0; i < 10_000 && !(waiting.isEmpty() && granted.isEmpty()); i++) {
        while (!granted.isEmpty()) {
          confirm(granted.get(0));
        }
        while (!sent.isEmpty()) {
          sent.remove(0).permit.admitted();
        }
        time.advance(Duration.ofSeconds(1));
      }
      assertThat(waiting).isEmpty();
      assertThat(limiter.status().waiting()).isZero();
      assertThat(time.pauses()).isZero();
      assertThat(grants).isGreaterThan(1_000);
      assertThat(failures).isGreaterThan(100);
    }

    private void add(Permit permit, String scope, long place) {
      Entry entry = new Entry(permit, scope, place);
      waiting.add(entry);
      permit
          .granted()
          .whenComplete(
              (done, failure) -> {
                assertThat(waiting.remove(entry)).isTrue();
                if (failure == null) {
                  isGranted(entry);
                } else {
                  assertThat(failure).isInstanceOf(PermitDeniedException.class);
                  failures++;
                }
              });
    }

    private void isGranted(Entry entry) {
      grants++;
      assertThat(time.nanoTime()).isGreaterThanOrEqualTo(named.getOrDefault(entry.scope, 0L));
      boolean cameFirst =
          waiting.stream()
              .filter(other -> other.scope.equals(entry.scope))
              .allMatch(other -> other.place > entry.place);
      assertThat(cameFirst).isTrue();
      granted.add(entry);
    }

    private void confirm(Entry entry) {
      if (entry == null) {
        return;
      }
      granted.remove(entry);
      if (entry.permit.confirm()) {
        assertThat(time.nanoTime()).isGreaterThanOrEqualTo(named.getOrDefault(entry.scope, 0L));
        sent.add(entry);
      } else {
        add(entry.permit.again(), entry.scope, entry.place);
      }
    }

    private void throttle(Entry entry) {
      if (entry == null) {
        return;
      }
      sent.remove(entry);
      Duration pause = random.nextInt(4) == 0 ? null : Duration.ofSeconds(1 + random.nextInt(20));
      if (pause != null) {
        named.merge(entry.scope, time.nanoTime() + pause.toNanos(), Math::max);
      }
      entry.permit.throttled(pause);
      if (random.nextInt(4) > 0) {
        add(entry.permit.again(), entry.scope, entry.place);
      }
    }

    private void release(Entry entry, List<Entry> from) {
      if (entry != null) {
        from.remove(entry);
        entry.permit.release();
      }
    }

    private Entry pick(List<Entry> from) {
      return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
    }
  }

  private record Entry(Permit permit, String scope, long place) {}
}
