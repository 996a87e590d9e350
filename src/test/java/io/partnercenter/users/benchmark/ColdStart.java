package io.partnercenter.users.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** In a fresh JVM: how long it takes from main to the first response, and how many classes. */
final class ColdStart {
  private ColdStart() {}

  /**
   * Prints nanoseconds and the number of classes.
   *
   * @param args a {@link Peer.Kind}, the port of a {@link CannedServer}
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    try (Peer peer = Peer.Kind.valueOf(args[0]).open(Integer.parseInt(args[1]))) {
      peer.patch(Sample.CUSTOMER, Sample.update(0));
      long end = System.nanoTime();
      System.out.println(end - start);
      System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    }
  }
}
