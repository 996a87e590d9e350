package io.partnercenter.users.benchmark;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs a main method of this package, with the same JDK as this process. */
final class ChildJvm implements Closeable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(String classPath, List<String> command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-cp");
    line.add(classPath);
    line.addAll(command);
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
  }

  /** Starts a {@link CannedServer}, which ends when this object is closed. */
  static ChildJvm server(int extra) throws IOException {
    return new ChildJvm(
        System.getProperty("java.class.path"),
        List.of(CannedServer.class.getName(), String.valueOf(extra)));
  }

  /** Runs a main method to its end, and returns the numbers that it printed. */
  static List<Double> numbers(String classPath, String... command)
      throws IOException, InterruptedException {
    try (ChildJvm child = new ChildJvm(classPath, List.of(command))) {
      List<Double> numbers = child.output.lines().map(Double::valueOf).toList();
      if (child.process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + child.process.exitValue());
      }
      return numbers;
    }
  }

  /** Returns the next number that the process prints. */
  int nextNumber() throws IOException {
    return Integer.parseInt(output.readLine());
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
