package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.RequestOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows one user. */
@Command(
    name = "get",
    sortOptions = false,
    description =
        "Shows one user of a customer, active or deleted, with the ETag that --if-match of an"
            + " update takes.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the user was read",
      "1:the call failed, no user has the name, or the report can't be written; stderr says why",
      "2:wrong usage; nothing was sent"
    })
final class GetCommand implements Callable<Integer> {
  private final ConsoleEnvironment environment;

  @Spec private CommandSpec spec;

  @Mixin private final UserOptions user = new UserOptions();

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  GetCommand(ConsoleEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Reporter reporter = Reporter.of(spec.commandLine(), json);
    PartnerCenter.Builder client;
    try {
      user.require();
      client = service.client(environment, false);
      if (!json) {
        WaitNotice.on(client, spec.commandLine().getErr());
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    try (PartnerCenter partner = client.build()) {
      reporter.read(user.activeOrDeleted(partner).getWithResponse(RequestOptions.none()));
      return 0;
    } catch (NoSuchUserException e) {
      reporter.failed(e);
    } catch (PartnerException e) {
      reporter.failed(e);
    } catch (IllegalArgumentException e) { // the base URL can't be used
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    return 1;
  }
}
