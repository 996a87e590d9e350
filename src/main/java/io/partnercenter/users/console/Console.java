package io.partnercenter.users.console;

import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program. Without arguments it plays the documented scenarios on its own sandbox; with options
 * alone it updates one user. The command {@code bulk} updates many users, {@code list} and {@code
 * get} show users, {@code login} gets a refresh token, {@code check} reports whether access is in
 * order, and {@code sandbox} keeps a sandbox running.
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
    int exitCode = run(args, ConsoleEnvironment.ofProcess(), out, err);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  static int run(String[] args, ConsoleEnvironment environment, PrintStream out, PrintStream err) {
    CommandLine commandLine = commandLine(environment, out, err);
    int exitCode = args.length == 0 ? play(out) : execute(args, commandLine);
    if (out.checkError()) { // the disk is full, or the reader of the pipe has gone
      Reporter.of(commandLine, isJson(args))
          .failed(FailureReport.of("standard output could not be written"));
      return exitCode == 0 ? 1 : exitCode;
    }
    return exitCode;
  }

  private static int play(PrintStream out) {
    try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start()) {
      Scenario.play(sandbox, out);
    }
    return 0;
  }

  private static CommandLine commandLine(
      ConsoleEnvironment environment, PrintStream out, PrintStream err) {
    return UpdateCommand.commandLine(environment)
        .addSubcommand(new ListCommand(environment))
        .addSubcommand(new GetCommand(environment))
        .addSubcommand(new BulkCommand(environment))
        .addSubcommand(new SandboxCommand())
        .addSubcommand(new LoginCommand(environment))
        .addSubcommand(new CheckCommand(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a name may begin with an at sign
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(environment.isTerminal() ? Ansi.AUTO : Ansi.OFF))
        .registerConverter(UUID.class, Guid::parse)
        .registerConverter(UserReference.class, UserReference::parse)
        .setParameterExceptionHandler(Console::wrongUse)
        .setExecutionStrategy(Console::checkAndRun)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
  }

  private static int execute(String[] args, CommandLine commandLine) {
    try {
      Arguments.check(args, commandLine);
    } catch (IllegalArgumentException e) {
      return wrongUse(new ParameterException(commandLine, String.valueOf(e.getMessage())), args);
    }
    return commandLine.execute(args);
  }

  private static int checkAndRun(ParseResult parsed) {
    try {
      Arguments.check(parsed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), String.valueOf(e.getMessage()));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int wrongUse(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    String message = WrongUse.describe(e, args);
    if (isJson(args)) {
      Reporter.of(commandLine, true).failed(FailureReport.of(message));
    } else {
      new TextOutput(commandLine.getErr()).line(message);
      commandLine.getErr().println("Try --help.");
    }
    return commandLine.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** Reads the arguments themselves, because they may be unparseable. */
  private static boolean isJson(String[] args) {
    return Arrays.asList(args).contains("--json");
  }
}
