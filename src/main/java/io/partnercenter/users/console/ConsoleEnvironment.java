package io.partnercenter.users.console;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a process has around it: environment, standard input, and perhaps a person at a terminal.
 */
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
   * The variable; null if it isn't set.
   *
   * @throws IllegalArgumentException if it can't be decoded
   */
  @Nullable String environment(String name) {
    String value = environment.get(name);
    return value == null ? null : DecodedText.require(name, value);
  }

  /**
   * Asks the person twice, without echo; without a person, takes the first line of standard input.
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
   * The next line of standard input, or of the person; null at its end. One that can't be decoded
   * is empty. Blocks.
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
      return null; // nothing comes from there any more
    }
  }

  private static String ask(Console terminal, String prompt) {
    char[] answer = terminal.readPassword("%s", prompt);
    if (answer == null) {
      throw new IllegalArgumentException("no password was given");
    }
    return DecodedText.require("what was typed", new String(answer));
  }

  /** From JDK 22 on there may be a console that is no terminal, and a method to ask it. */
  @SuppressWarnings("SystemConsoleNull") // null is that there is none only before JDK 22
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
