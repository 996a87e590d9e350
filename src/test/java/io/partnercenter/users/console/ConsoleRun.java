package io.partnercenter.users.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How the console ended, and what it printed. */
record ConsoleRun(int exitCode, String out, String err) {
  /** Runs the console without a terminal. */
  static ConsoleRun of(Map<String, String> variables, String stdin, String... arguments) {
    return of(variables, stdin.getBytes(StandardCharsets.UTF_8), arguments);
  }

  /** Runs the console without a terminal, with standard input that may not be text. */
  static ConsoleRun of(Map<String, String> variables, byte[] stdin, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ConsoleEnvironment environment =
        new ConsoleEnvironment(
            variables, new ByteArrayInputStream(stdin), StandardCharsets.UTF_8, null);
    int exitCode =
        Console.run(
            arguments,
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new ConsoleRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
