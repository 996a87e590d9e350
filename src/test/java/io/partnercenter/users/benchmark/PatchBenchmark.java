package io.partnercenter.users.benchmark;

import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Sends one PATCH and reads its response. Public because JMH requires it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PatchBenchmark {
  /** The names of {@link Peer.Kind}s, separated by commas. The peers take turns. */
  @Param("CLIENT")
  String peers;

  /** The port of a {@link CannedServer}. */
  @Param("0")
  int port;

  /** The additional characters of the name, see {@link Sample#update}. */
  @Param("0")
  int extra;

  /** The number of customers that take turns. */
  @Param("1")
  int customers;

  /** The number of other customers whose calls the service throttles. */
  @Param("0")
  int throttled;

  private final List<Peer> opened = new ArrayList<>();
  private int iteration;
  private Peer peer;
  private CustomerUserUpdate update;
  private UUID[] ids;

  @Setup
  public void open() throws IOException {
    update = Sample.update(extra);
    ids = new UUID[customers];
    for (int i = 0; i < customers; i++) {
      ids[i] = Sample.customer(1, i);
    }
    for (String name : peers.split(",")) {
      Peer one = Peer.Kind.valueOf(name).open(port);
      if (!one.patch(ids[0], update).equals(Sample.user(extra))) {
        throw new IllegalStateException("the response to " + name + " differs from the sample's");
      }
      opened.add(one);
    }
    for (int i = 0; i < throttled; i++) {
      causeThrottling(Sample.customer(CannedServer.THROTTLED, i));
      opened.get(0).patch(ids[0], update); // shows that the partner isn't throttled
    }
  }

  @Setup(Level.Iteration)
  public void takeTurns() {
    peer = opened.get(iteration++ % opened.size());
  }

  private void causeThrottling(UUID customer) throws IOException {
    try {
      opened.get(0).patch(customer, update);
      throw new IllegalStateException("the server doesn't throttle " + customer);
    } catch (PartnerServiceException e) {
      if (e.statusCode() != 429) {
        throw e;
      }
    }
  }

  @TearDown
  public void close() throws IOException {
    for (Peer each : opened) {
      each.close();
    }
  }

  /** Selects the customer of the next call, for each thread. */
  @State(Scope.Thread)
  public static class Turn {
    private int next;

    UUID next(UUID[] ids) {
      next = next + 1 < ids.length ? next + 1 : 0;
      return ids[next];
    }
  }

  @Benchmark
  public Object sync(Turn turn) throws IOException {
    return peer.patch(turn.next(ids), update);
  }

  @Benchmark
  public Object async(Turn turn) {
    return peer.patchAsync(turn.next(ids), update).join();
  }
}
