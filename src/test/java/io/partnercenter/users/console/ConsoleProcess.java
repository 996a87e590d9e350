package io.partnercenter.users.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;

/** A run of the console in its own process, with stdout and stderr in one text. */
record ConsoleProcess(int exitCode, String output) {
  /**
   * Runs the console to its end.
   *
   * @param arguments in the syntax of a shell, which receives them in UTF-8 whatever the locale of
   *     the tests is
   */
  static ConsoleProcess run(Map<String, String> environment, String stdin, String arguments)
      throws IOException, InterruptedException {
    String java = System.getProperty("java.home") + "/bin/java";
    ProcessBuilder shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true);
    shell.environment().remove("JAVA_TOOL_OPTIONS"); // the JVM would print its value
    shell.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    shell.environment().put("PARTNER_CENTER_TOKEN", "any");
    shell.environment().putAll(environment);
    Process process = shell.start();
    String input = stdin.isEmpty() ? "" : stdin + "END_OF_INPUT\n";
    String script =
        "exec '"
            + java
            + "' "
            + Console.class.getName()
            + " "
            + arguments
            + " <<'END_OF_INPUT'\n"
            + (input.isEmpty() ? "END_OF_INPUT\n" : input);
    process.getOutputStream().write(script.getBytes(UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new ConsoleProcess(process.waitFor(), output);
  }
}
