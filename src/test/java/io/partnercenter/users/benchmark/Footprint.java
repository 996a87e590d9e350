package io.partnercenter.users.benchmark;

import io.partnercenter.users.RequestOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program that measures the heap and threads that clients retain, in a JVM of its own. */
final class Footprint {
  private static final int CLIENTS = 200;
  private static final int OBJECTS = 10_000;

  private Footprint() {}

  /**
   * Prints one number per line: the bytes of an unused client, the bytes of a used client, and the
   * threads of a client. For this project's client it also prints the bytes of a user's handle and
   * the bytes of a call's options.
   *
   * @param args the name of a {@link Peer.Kind}; the port of a {@link CannedServer}
   */
  public static void main(String[] args) throws IOException {
    Peer.Kind kind = Peer.Kind.valueOf(args[0]);
    int port = Integer.parseInt(args[1]);
    List<Peer> clients = new ArrayList<>();
    usedBytesWith(CLIENTS, clients, kind, port); // result unused: a new JVM soon frees other memory
    long before = usedBytesWith(2 * CLIENTS, clients, kind, port);
    long after = usedBytesWith(3 * CLIENTS, clients, kind, port);
    long bytes = (after - before) / CLIENTS;
    System.out.println(bytes);
    int threads = Thread.activeCount();
    clients.get(0).patch(Sample.CUSTOMER, Sample.update(0)); // loads the classes
    before = usedBytes();
    for (Peer client : clients) {
      client.patch(Sample.CUSTOMER, Sample.update(0));
    }
    System.out.println(bytes + (usedBytes() - before) / clients.size());
    System.out.println((Thread.activeCount() - threads) / (double) clients.size());
    if (clients.get(0) instanceof ClientPeer client) {
      List<Object> objects = new ArrayList<>(OBJECTS);
      before = usedBytes();
      for (int i = 0; i < OBJECTS; i++) {
        objects.add(client.user(Sample.CUSTOMER));
      }
      System.out.println((usedBytes() - before) / OBJECTS);
      objects.clear();
      before = usedBytes();
      Duration timeout = Duration.ofSeconds(10);
      for (int i = 0; i < OBJECTS; i++) {
        objects.add(RequestOptions.builder().locale("sv-SE").timeout(timeout).build());
      }
      System.out.println((usedBytes() - before) / OBJECTS);
    }
    for (Peer client : clients) {
      client.close();
    }
  }

  private static long usedBytesWith(int count, List<Peer> clients, Peer.Kind kind, int port) {
    while (clients.size() < count) {
      clients.add(kind.open(port));
    }
    return usedBytes();
  }

  private static long usedBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
