package io.partnercenter.users.console;

import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Without arguments it plays the documented scenarios on a sandbox of its own; with
 * arguments it updates one user; {@code bulk} updates many, {@code list} and {@code get} show
 * users, {@code login} gets a refresh token, {@code check} says whether all is in order, {@code
 * sandbox} keeps a sandbox running.
 */
public final class Console {
  private Console() {}

  /**
   * Runs the program, and ends the JVM if its exit code isn't 0.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(args, Surroundings.ofProcess(), out, err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static int run(String[] args, Surroundings surroundings, PrintStream out, PrintStream err) {
    if (args.length == 0) {
      try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start()) {
        Scenario.play(sandbox, out);
      }
      return 0;
    }
    return UpdateCommand.commandLine(surroundings)
        .addSubcommand(new ListCommand(surroundings))
        .addSubcommand(new GetCommand(surroundings))
        .addSubcommand(new BulkCommand(surroundings))
        .addSubcommand(new SandboxCommand())
        .addSubcommand(new LoginCommand(surroundings))
        .addSubcommand(new CheckCommand(surroundings))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(surroundings.isTerminal() ? Ansi.AUTO : Ansi.OFF))
        .registerConverter(UUID.class, Guid::parse)
        .registerConverter(UserReference.class, UserReference::parse)
        .setParameterExceptionHandler(Console::wrongUse)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  private static int wrongUse(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    // picocli would repeat the argument; somebody may have put a password there
    err.println(
        e instanceof UnmatchedArgumentException
            ? "an argument is not known, or has no option before it"
            : e.getMessage());
    err.println("Try --help.");
    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }
}
