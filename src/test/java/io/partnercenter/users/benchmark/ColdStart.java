package io.partnercenter.users.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** A program that measures the time from main to the first response, in a fresh JVM. */
final class ColdStart {
  private ColdStart() {}

  /**
   * Prints the time in nanoseconds and the number of loaded classes.
   *
   * @param args the name of a {@link Peer.Kind}; the port of a {@link CannedServer}
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
