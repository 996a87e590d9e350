package io.partnercenter.users.benchmark;

import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Sends one PATCH and reads its answer. Public as JMH wants it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PatchBenchmark {
  /** A {@link Peer.Kind}. */
  @Param("CLIENT")
  String peer;

  /** Of a {@link CannedServer}. */
  @Param("0")
  int port;

  /** See {@link Sample#update}. */
  @Param("0")
  int extra;

  /** How many customers the calls go to, in turn. */
  @Param("1")
  int customers;

  /** How many other customers the service throttles. */
  @Param("0")
  int throttled;

  private Peer opened;
  private CustomerUserUpdate update;
  private UUID[] ids;

  @Setup
  public void open() throws IOException {
    opened = Peer.Kind.valueOf(peer).open(port);
    update = Sample.update(extra);
    ids = new UUID[customers];
    for (int i = 0; i < customers; i++) {
      ids[i] = Sample.customer(1, i);
    }
    for (int i = 0; i < throttled; i++) {
      beThrottled(Sample.customer(CannedServer.THROTTLED, i));
    }
    if (!opened.patch(ids[0], update).equals(Sample.user(extra))) {
      throw new IllegalStateException("the answer to " + peer + " is another than the sample's");
    }
  }

  private void beThrottled(UUID customer) throws IOException {
    try {
      opened.patch(customer, update);
      throw new IllegalStateException("the server doesn't throttle " + customer);
    } catch (PartnerServiceException e) {
      if (e.statusCode() != 429) {
        throw e;
      }
    }
  }

  @TearDown
  public void close() throws IOException {
    opened.close();
  }

  /** Whose turn it is, for each thread. */
  @State(Scope.Thread)
  public static class Turn {
    private int next;

    UUID of(UUID[] ids) {
      next = next + 1 < ids.length ? next + 1 : 0;
      return ids[next];
    }
  }

  @Benchmark
  public Object sync(Turn turn) throws IOException {
    return opened.patch(turn.of(ids), update);
  }

  @Benchmark
  public Object async(Turn turn) {
    return opened.patchAsync(turn.of(ids), update).join();
  }
}
