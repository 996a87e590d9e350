package io.partnercenter.users.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The console in a JVM of its own, as a person starts it, but without a terminal. */
final class ConsoleJvm implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private ConsoleJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts the console.
   *
   * @param folder the folder for files with its input and its output
   */
  static ConsoleJvm start(Path folder, String... arguments) throws IOException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    // starts faster, and takes less CPU and memory from other processes
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Console.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Files.write(folder.resolve("in"), new byte[0]).toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(BulkFiles.ENVIRONMENT);
    return new ConsoleJvm(builder.start(), out, err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process with signal 9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Returns whether the process reacts to signal 2. A process that a shell started in the
   * background ignores the signal, and so do its child processes: those of a build under nohup, for
   * example.
   */
  boolean takesInterrupts() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return true; // only Linux has this file
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .noneMatch(ignored -> (ignored & 1L << 2 - 1) != 0);
  }

  /** Sends signal 2, like Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  /** Waits for the end of the process. Returns the exit code. */
  int waitFor() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the console doesn't end");
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
