package io.partnercenter.users.console;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Describes what is wrong with a command line in terms of the options that the person typed.
 * Picocli's own messages repeat arguments, which may contain a password. The client's messages use
 * the names of its Java code.
 */
final class WrongUse {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "accessToken", "the access token",
          "baseUrl", "--base-url",
          "continueFrom", "--continue-from",
          "ifMatch", "--if-match",
          "maxAttempts", "--attempts",
          "pageSize", "--page-size",
          "partnerTenant", "tenant",
          "clientId", "client-id",
          "clientSecret", "client-secret",
          "refreshToken", "refresh-token");

  private static final Pattern PROPERTY = Pattern.compile("^CustomerUserUpdate\\.(\\w+)");
  private static final Pattern FIRST_WORD = Pattern.compile("^\\w+");
  private static final Pattern ADVICE_FOR_CODE = Pattern.compile(" \\(\\w+\\(\\)[^)]*\\)");

  private WrongUse() {}

  static String describe(ParameterException e, String[] args) {
    if (e instanceof UnmatchedArgumentException) {
      return unknown((UnmatchedArgumentException) e, args);
    }
    if (e instanceof MissingParameterException) {
      return name(((MissingParameterException) e).getMissing().get(0)) + " needs a value";
    }
    if (e instanceof OverwrittenOptionException) {
      return name(((OverwrittenOptionException) e).getOverwritten()) + " is given twice";
    }
    return inOptions(String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
  }

  private static String unknown(UnmatchedArgumentException e, String[] args) {
    String argument = e.getUnmatched().get(0);
    String name = Arguments.beforeEqualsSign(argument);
    @Nullable String suggestion = suggestion(name, e.getCommandLine());
    int place = Arrays.asList(args).indexOf(argument) + 1;
    return (Arguments.isName(name)
            ? "there is no option " + name
            : "argument " + place + " is not known, or has no option before it")
        + (suggestion == null ? hint(name, place) : "; did you mean " + suggestion + "?");
  }

  /** Returns a hint for a first word that may be meant as a command; otherwise an empty text. */
  private static String hint(String name, int place) {
    return place == 1 && !Arguments.isName(name)
        ? "; without a command, the console updates one user"
        : "";
  }

  private static @Nullable String suggestion(String name, CommandLine commandLine) {
    return Spelling.closest(
        name,
        name.startsWith("-")
            ? commandLine.getCommandSpec().options().stream().map(OptionSpec::longestName)
            : commandLine.getSubcommands().keySet().stream());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec
        ? ((OptionSpec) argument).longestName()
        : argument.paramLabel();
  }

  /** Replaces the Java name that a message of the client begins with by the option's name. */
  private static String inOptions(String message) {
    Matcher property = PROPERTY.matcher(message);
    if (property.find()) {
      return TextOption.nameOf(property.group(1)) + message.substring(property.end());
    }
    Matcher word = FIRST_WORD.matcher(message);
    String option = word.find() ? OPTIONS.get(word.group()) : null;
    return option == null
        ? message
        : ADVICE_FOR_CODE.matcher(option + message.substring(word.end())).replaceAll("");
  }
}
