package io.partnercenter.users.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a process has around it: environment, standard input, and perhaps a person at a terminal.
 */
final class Surroundings {
  private final Map<String, String> environment;
  private final BufferedReader lines;
  private final @Nullable Console terminal;

  Surroundings(Map<String, String> environment, InputStream in, @Nullable Console terminal) {
    this.environment = environment;
    this.lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
    this.terminal = terminal;
  }

  static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), System.in, terminalOfProcess());
  }

  boolean isTerminal() {
    return terminal != null;
  }

  @Nullable String environment(String name) {
    return environment.get(name);
  }

  /**
   * Asks the person twice, without echo; without a person, takes the first line of standard input.
   */
  String readNewPassword() {
    if (terminal == null) {
      String line = firstLine();
      if (line == null) {
        throw new IllegalArgumentException("the new password is missing on standard input");
      }
      return line;
    }
    String password = ask(terminal, "New password: ");
    if (!password.equals(ask(terminal, "Once more: "))) {
      throw new IllegalArgumentException("the two passwords differ");
    }
    return password;
  }

  /** Asks the person at the terminal, without echo. */
  String readSecret(String prompt) {
    return ask(Objects.requireNonNull(terminal, "terminal"), prompt);
  }

  /** The next line of standard input, or of the person; null at its end. Blocks. */
  @Nullable String readLine() {
    return terminal != null ? terminal.readLine() : firstLine();
  }

  private @Nullable String firstLine() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("standard input can't be read", e);
    }
  }

  private static String ask(Console terminal, String prompt) {
    char[] answer = terminal.readPassword("%s", prompt);
    if (answer == null) {
      throw new IllegalArgumentException("no password was given");
    }
    return new String(answer);
  }

  /** From JDK 22 on there may be a console that is no terminal, and a method to ask it. */
  private static @Nullable Console terminalOfProcess() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
    } catch (NoSuchMethodException e) {
      return console; // before JDK 22 it is one
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
