package io.partnercenter.users.console;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The environment of the process: its variables, standard input, and perhaps a terminal. */
final class ConsoleEnvironment {
  private final Map<String, String> environment;
  private final InputLines lines;
  private final @Nullable Console terminal;

  ConsoleEnvironment(Map<String, String> environment, InputStream in, @Nullable Console terminal) {
    this(environment, in, Charset.defaultCharset(), terminal);
  }

  ConsoleEnvironment(
      Map<String, String> environment,
      InputStream in,
      Charset charset,
      @Nullable Console terminal) {
    this.environment = environment;
    this.lines = new InputLines(in, charset);
    this.terminal = terminal;
  }

  static ConsoleEnvironment ofProcess() {
    return new ConsoleEnvironment(System.getenv(), System.in, terminalOfProcess());
  }

  boolean isTerminal() {
    return terminal != null;
  }

  /**
   * Returns the value of the variable; null if it isn't set.
   *
   * @throws IllegalArgumentException if it can't be decoded
   */
  @Nullable String environment(String name) {
    String value = environment.get(name);
    return value == null ? null : DecodedText.require(name, value);
  }

  /**
   * Asks the person twice, without echo. Without a terminal, reads a line of standard input
   * instead.
   */
  String readNewPassword() {
    if (terminal == null) {
      return nextLine("the new password");
    }
    String password = ask(terminal, "New password: ");
    if (!password.equals(ask(terminal, "Once more: "))) {
      throw new IllegalArgumentException("the two passwords differ");
    }
    return password;
  }

  private String nextLine(String what) {
    String line;
    try {
      line = lines.next();
    } catch (CharacterCodingException e) {
      throw DecodedText.undecodable(what + " on standard input");
    } catch (IOException e) {
      throw new IllegalArgumentException("standard input can't be read: " + e.getMessage(), e);
    }
    if (line == null) {
      throw new IllegalArgumentException(what + " is missing on standard input");
    }
    return line;
  }

  /** Asks the person at the terminal, without echo. */
  String readSecret(String prompt) {
    return ask(Objects.requireNonNull(terminal, "terminal"), prompt);
  }

  /**
   * Returns the next line of the terminal, or of standard input if there is no terminal; null at
   * the end of the input. For a line that can't be decoded, returns an empty one. Blocks.
   */
  @Nullable String readLine() {
    if (terminal != null) {
      return terminal.readLine();
    }
    try {
      return lines.next();
    } catch (CharacterCodingException e) {
      return "";
    } catch (IOException e) {
      return null; // there is no further input
    }
  }

  private static String ask(Console terminal, String prompt) {
    char[] typed = terminal.readPassword("%s", prompt);
    if (typed == null) {
      throw new IllegalArgumentException("no password was given");
    }
    return DecodedText.require("what was typed", new String(typed));
  }

  /**
   * Returns the terminal of the process; null if it has none. Since JDK 22, {@link System#console}
   * may return a console that is not a terminal.
   */
  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal only before JDK 22
  private static @Nullable Console terminalOfProcess() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
    } catch (NoSuchMethodException e) {
      return console; // before JDK 22, a console is always a terminal
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
