package io.partnercenter.users.console;

import io.partnercenter.users.ListUsers;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.model.CustomerUser;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the users of a customer. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the users of a customer, each as soon as its page is read.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the list is complete",
      "1:a page failed, and stderr says why and how to continue; or the list can't be written",
      "2:wrong usage; nothing was sent"
    })
final class ListCommand implements Callable<Integer> {
  private final ConsoleEnvironment environment;

  @Spec private CommandSpec spec;

  @Option(names = "--customer", paramLabel = "GUID", description = "The customer's tenant id.")
  private @Nullable UUID customerId;

  @Option(
      names = "--deleted",
      description = "List the deleted users, who can be restored, instead of the active ones.")
  private boolean deleted;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "How many users to request per page, 1 to 500; default: 500.")
  private @Nullable Integer pageSize;

  @Option(
      names = "--continue-from",
      paramLabel = "TEXT",
      description = "Continue where an earlier list failed; TEXT is the value that it printed.")
  private @Nullable String continuation;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--json", description = "Print one JSON object per line, for scripts.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  ListCommand(ConsoleEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    UserPrinter printer = json ? new JsonLines(out) : new UserTable(out, deleted);
    try {
      Objects.requireNonNull(customerId, "--customer is missing");
      ListUsers users = users();
      PartnerCenter.Builder client = service.client(environment, false);
      if (!json) {
        WaitNotice.on(client, spec.commandLine().getErr());
      }
      try (PartnerCenter partner = client.build()) {
        for (CustomerUser user : partner.customers().byId(customerId).users().list(users)) {
          printer.print(user);
          if (out.checkError()) { // the reader has gone, as after head; Console reports it
            return 1;
          }
        }
      }
      printer.end();
      return 0;
    } catch (PartnerException e) {
      Reporter.of(spec.commandLine(), json).failed(e);
      return 1;
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private ListUsers users() {
    ListUsers.Builder users = ListUsers.builder();
    if (deleted) {
      users.deleted();
    }
    if (pageSize != null) {
      users.pageSize(pageSize);
    }
    if (continuation != null) {
      users.continueFrom(continuation);
    }
    return users.build();
  }
}
