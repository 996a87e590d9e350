package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.UserState;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Updates one user. */
@Command(
    name = "console",
    sortOptions = false,
    customSynopsis = {
      "console --customer=GUID --user=GUID|NAME CHANGE... [OPTION...]",
      "console bulk FILE.csv [--customer=GUID] [--resume] [OPTION...]",
      "console list --customer=GUID [--deleted] [OPTION...]",
      "console get --customer=GUID --user=GUID|NAME [OPTION...]",
      "console login [OPTION...]",
      "console check --customer=GUID --user=GUID|NAME [OPTION...]",
      "console sandbox [--port=N]",
      "console"
    },
    description = {
      "Updates one user of a customer in Partner Center.",
      "Without arguments it plays the documented scenarios on its own sandbox."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the user was updated",
      "1:the call failed, or the report can't be written; stderr says why",
      "2:wrong usage; nothing was sent"
    })
final class UpdateCommand implements Callable<Integer> {
  private final ConsoleEnvironment environment;

  @Spec private CommandSpec spec;

  @Mixin private final UserOptions user = new UserOptions();

  @Mixin private final ChangeOptions changes = new ChangeOptions();

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Update only if the user still has this ETag.")
  private @Nullable String ifMatch;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  @Option(names = "--dry-run", description = "Show the request without sending it.")
  private boolean dryRun;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  UpdateCommand(ConsoleEnvironment environment) {
    this.environment = environment;
  }

  /** Returns the command with all its options. */
  static CommandLine commandLine(ConsoleEnvironment environment) {
    UpdateCommand command = new UpdateCommand(environment);
    CommandLine commandLine = new CommandLine(command);
    command.changes.addTextsTo(commandLine.getCommandSpec());
    return commandLine;
  }

  @Override
  public Integer call() {
    Reporter reporter = Reporter.of(spec.commandLine(), json);
    try {
      user.require();
      if (dryRun && user.isName()) {
        throw new IllegalArgumentException(
            "a dry run sends nothing, so it can't look up a name: give --user=GUID");
      }
      if (changes.resetsPassword()) {
        service.requirePasswords("--reset-password");
      }
      RequestOptions options = options();
      CustomerUserUpdate update = changes.update(environment);
      PartnerCenter.Builder client = service.client(environment, dryRun);
      if (!json) {
        WaitNotice.on(client, spec.commandLine().getErr());
      }
      return dryRun
          ? show(client, update, options, reporter)
          : send(client, update, options, reporter);
    } catch (IllegalArgumentException | IOException | NoSuchUserException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private int send(
      PartnerCenter.Builder client,
      CustomerUserUpdate update,
      RequestOptions options,
      Reporter reporter) {
    try (PartnerCenter partner = client.build()) {
      if (changes.restores()) {
        restore(user.deletedOrActive(partner), update, options, reporter);
      } else {
        reporter.updated(user.active(partner).patchWithResponse(update, options));
      }
      return 0;
    } catch (NoSuchUserException e) {
      reporter.failed(e);
    } catch (PartnerException e) {
      reporter.failed(e);
    }
    return 1;
  }

  /** Reads the user first: the response to a restore doesn't say whether the user was deleted. */
  private void restore(
      UserHandle user, CustomerUserUpdate update, RequestOptions options, Reporter reporter) {
    PartnerResponse<CustomerUser> before = user.getWithResponse(RequestOptions.none());
    boolean deleted = UserState.INACTIVE.equals(before.value().getState());
    reporter.restored(
        deleted || !changes.onlyRestores() ? user.patchWithResponse(update, options) : before,
        deleted);
  }

  private int show(
      PartnerCenter.Builder client,
      CustomerUserUpdate update,
      RequestOptions options,
      Reporter reporter)
      throws IOException, NoSuchUserException {
    DryRun dryRun = new DryRun();
    try {
      OkHttpClient httpClient = new OkHttpClient.Builder().addInterceptor(dryRun).build();
      client.httpClient(httpClient).retries(RetryPolicy.none());
      try (PartnerCenter partner = client.build()) {
        user.active(partner).patchWithResponse(update, options);
      }
    } catch (PartnerException e) {
      if (dryRun.request() == null) {
        reporter.failed(e);
        return 1;
      }
    }
    reporter.wouldSend(Objects.requireNonNull(dryRun.request(), "request"));
    return 0;
  }

  private RequestOptions options() {
    return ifMatch == null
        ? RequestOptions.none()
        : RequestOptions.builder().ifMatch(ifMatch).build();
  }
}
