package io.partnercenter.users.console;

import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import io.partnercenter.users.sandbox.SandboxControl;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps a sandbox running for other tools. */
@Command(
    name = "sandbox",
    sortOptions = false,
    description = "Keeps a sandbox running for other tools, until it is interrupted.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:never, because the sandbox runs until a signal ends it",
      "1:the sandbox can't listen on a port",
      "2:wrong usage; nothing was started"
    })
final class SandboxCommand implements Callable<Integer> {
  /** A deleted user that can be restored. No request to the service deletes a user. */
  private static final UUID DELETED_USER_ID =
      UUID.fromString("a45f1416-3300-4f65-9e8d-f123b18dd4f0");

  private static final String DELETED_USER_NAME = "deletedid@abcdefgh1234.ccsctp.net";

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on loopback; default: a free one.")
  private int port;

  @Option(
      names = "--control-port",
      paramLabel = "N",
      description =
          "Port on loopback of the control API, with which other processes set the conditions in"
              + " the sandbox; 0 for a free one. Without this option there is no control API.")
  private @Nullable Integer controlPort;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many users to add to the customer; default: none.")
  private int users;

  @Option(
      names = "--json",
      description = "When ready, print the URLs as one JSON object in a line, for scripts.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  @Override
  public Integer call() throws InterruptedException {
    try (PartnerCenterSandbox sandbox = start("--port", port, PartnerCenterSandbox::start)) {
      addUsers(sandbox);
      // the control API starts last, so that its clients find the users
      try (SandboxControl control =
          controlPort == null
              ? null
              : start("--control-port", controlPort, on -> SandboxControl.start(sandbox, on))) {
        ready(sandbox.baseUrl(), control == null ? null : control.baseUrl());
        new CountDownLatch(1).await(); // until the process is ended
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      Reporter.of(spec.commandLine(), json)
          .failed(FailureReport.of(String.valueOf(e.getMessage())));
      return 1;
    }
  }

  private static <T> T start(String option, int port, IntFunction<T> server) {
    try {
      return server.apply(port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private void addUsers(PartnerCenterSandbox sandbox) {
    sandbox.addUser(
        PartnerCenterSandbox.CUSTOMER_ID,
        DELETED_USER_ID,
        Map.of("userPrincipalName", DELETED_USER_NAME));
    sandbox.deleteUser(PartnerCenterSandbox.CUSTOMER_ID, DELETED_USER_ID);
    if (users < 0) {
      throw new IllegalArgumentException("--users is negative: " + users);
    }
    sandbox.addUsers(PartnerCenterSandbox.CUSTOMER_ID, users);
  }

  /** Prints the addresses. Both ports are served from here on: scripts wait for this output. */
  private void ready(String baseUrl, @Nullable String controlUrl) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      String control = controlUrl == null ? "" : ",\"controlUrl\":\"" + controlUrl + '"';
      out.println("{\"baseUrl\":\"" + baseUrl + '"' + control + '}');
      return;
    }
    explain(baseUrl, out);
    if (controlUrl != null) {
      explainControl(controlUrl, out);
    }
  }

  private static void explainControl(String controlUrl, PrintWriter out) {
    out.println();
    out.println("Control API on " + controlUrl + ":");
    out.println("  curl -X PUT -H 'Content-Type: application/json' \\");
    out.println("    -d '{\"status\":503}' " + controlUrl + "/outage");
    out.println("Provider states for a Pact verifier: " + controlUrl + "/provider-states");
    out.println("The whole control API, as OpenAPI: " + controlUrl + "/openapi.yaml");
  }

  static void explain(String baseUrl, PrintWriter out) {
    String path =
        "/v1/customers/"
            + PartnerCenterSandbox.CUSTOMER_ID
            + "/users/"
            + PartnerCenterSandbox.USER_ID;
    out.println("Sandbox on " + baseUrl + " (Ctrl-C ends it; users are kept in memory)");
    out.println();
    out.println("Read the user:");
    out.println("  curl -H 'Authorization: Bearer any' -H 'MS-Contract-Version: v1' \\");
    out.println("    " + baseUrl + path);
    out.println();
    out.println("Update it:");
    out.println("  curl -X PATCH -H 'Authorization: Bearer any' -H 'MS-Contract-Version: v1' \\");
    out.println("    -H 'Content-Type: application/json' \\");
    out.println(
        "    -d '{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}' \\");
    out.println("    " + baseUrl + path);
    out.println();
    out.println("List the active users of the customer (list --deleted shows the deleted ones):");
    out.println("  curl -H 'Authorization: Bearer any' -H 'MS-Contract-Version: v1' \\");
    out.println("    " + baseUrl + path.substring(0, path.lastIndexOf('/')) + "?size=500");
    out.println();
    out.println("Restore the deleted user by a PATCH with the body");
    out.println("  {\"state\":\"active\",\"attributes\":{\"objectType\":\"CustomerUser\"}}");
    out.println("  at .../users/" + DELETED_USER_ID + " (" + DELETED_USER_NAME + ")");
    out.println();
    out.println("Update the user with this console:");
    out.println("  export PARTNER_CENTER_TOKEN=any");
    out.println("  mvn -q exec:java -Dexec.args=\"--base-url=" + baseUrl + " \\");
    out.println("    --customer=" + PartnerCenterSandbox.CUSTOMER_ID + " \\");
    out.println("    --user=" + PartnerCenterSandbox.USER_ID + " --usage-location=SE\"");
  }
}
