package io.partnercenter.users.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;

/** The console as a process of its own, with standard output and standard error in one. */
record ConsoleProcess(int exitCode, String output) {
  /**
   * Runs it to its end.
   *
   * @param arguments as a shell takes them, which gets them in UTF-8 whatever the locale of the
   *     tests is
   */
  static ConsoleProcess run(Map<String, String> environment, String stdin, String arguments)
      throws IOException, InterruptedException {
    String java = System.getProperty("java.home") + "/bin/java";
    ProcessBuilder shell = new ProcessBuilder("sh", "-s").redirectErrorStream(true);
    shell.environment().remove("JAVA_TOOL_OPTIONS"); // what it says is no output of the console
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
