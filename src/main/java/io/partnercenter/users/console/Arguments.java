package io.partnercenter.users.console;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The checks of every command line, whatever the command. */
final class Arguments {
  /**
   * The form of an option's name. Text of this form can be shown in a message, because it is no
   * valid password: the service requires three kinds of characters, and this form has two.
   */
  private static final Pattern NAME = Pattern.compile("--?[a-z]+(-[a-z]+)*");

  private Arguments() {}

  /**
   * Checks the arguments before they are parsed.
   *
   * @throws IllegalArgumentException if an argument can't be decoded, or an option that takes no
   *     value has one
   */
  static void check(String[] args, CommandLine commandLine) {
    Set<String> flags = flags(commandLine);
    for (int i = 0; i < args.length; i++) {
      DecodedText.require(nameAt(args, i, flags), args[i]);
      String name = beforeEqualsSign(args[i]);
      if (flags.contains(name) && !name.equals(args[i])) {
        throw new IllegalArgumentException(
            name
                + " takes no value"
                + (name.equals("--reset-password")
                    ? ": the console asks for the password or reads it from standard input"
                    : ""));
      }
    }
  }

  /**
   * Checks the options after they were parsed.
   *
   * @throws IllegalArgumentException if the value of an option is empty or blank, or if an option
   *     comes before a command: the command would not see it
   */
  static void check(ParseResult parsed) {
    if (parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.matchedOptions().isEmpty()) {
      throw new IllegalArgumentException(
          parsed.matchedOptions().get(0).longestName()
              + " must come after the command "
              + parsed.subcommand().commandSpec().name());
    }
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      for (OptionSpec option : each.matchedOptions()) {
        if (option.arity().max() > 0
            && option.originalStringValues().stream().anyMatch(Arguments::isBlank)) {
          throw new IllegalArgumentException(option.longestName() + " has an empty value");
        }
      }
    }
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  static String beforeEqualsSign(String arg) {
    int end = arg.indexOf('=');
    return end < 0 ? arg : arg.substring(0, end);
  }

  /** Returns the option that an argument names or is the value of; otherwise its position. */
  private static String nameAt(String[] args, int i, Set<String> flags) {
    String name = beforeEqualsSign(args[i]);
    if (isName(name)) {
      return name;
    }
    boolean isValue = i > 0 && isName(args[i - 1]) && !flags.contains(args[i - 1]);
    return isValue ? args[i - 1] : "argument " + (i + 1);
  }

  private static Set<String> flags(CommandLine commandLine) {
    Set<String> flags = new HashSet<>();
    for (OptionSpec option : commandLine.getCommandSpec().options()) {
      if (option.arity().max() == 0) {
        flags.add(option.longestName());
      }
    }
    commandLine.getSubcommands().values().forEach(command -> flags.addAll(flags(command)));
    return flags;
  }

  /** Unlike {@link String#isBlank}, also returns true for non-breaking spaces. */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
