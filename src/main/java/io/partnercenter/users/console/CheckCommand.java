package io.partnercenter.users.console;

import io.partnercenter.users.ErrorCategory;
import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.model.CustomerUser;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads a user, and reports what prevents access. */
@Command(
    name = "check",
    sortOptions = false,
    description =
        "Reads a user of a customer, and reports whether token, MFA, relationship and role are in"
            + " order.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is in order",
      "1:something is not in order, and the output says what to do; or it can't be written",
      "2:wrong usage; nothing was sent"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String OK = "in order";
  private static final String UNKNOWN = "not known: the service did not get that far";

  private final ConsoleEnvironment environment;

  @Spec private CommandSpec spec;

  @Mixin private final UserOptions user = new UserOptions();

  @Mixin private final ServiceOptions service = new ServiceOptions();

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  private String token = UNKNOWN;
  private String mfa = UNKNOWN;
  private String relationship = UNKNOWN;
  private String role = UNKNOWN;
  private @Nullable String other;

  CheckCommand(ConsoleEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    boolean allInOrder;
    try {
      user.require();
      PartnerCenter.Builder client = service.client(environment, false).validateMfa();
      allInOrder = check(WaitNotice.on(client, spec.commandLine().getErr()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    print(new TextOutput(spec.commandLine().getOut()));
    return allInOrder ? 0 : 1;
  }

  private boolean check(PartnerCenter.Builder client) {
    try (PartnerCenter partner = client.build()) {
      PartnerResponse<CustomerUser> read =
          user.activeOrDeleted(partner).getWithResponse(RequestOptions.none());
      usersCanBeRead();
      mfa = mfaResult(read.mfaCompliant());
      return !Boolean.FALSE.equals(read.mfaCompliant());
    } catch (NoSuchUserException e) { // found out by reading the list
      usersCanBeRead();
      other = e.getMessage();
    } catch (PartnerAuthenticationException e) {
      token = "NOT in order: " + e.getMessage();
    } catch (PartnerServiceException e) {
      explainRefusal(e);
    } catch (PartnerException e) {
      other = e.getMessage();
    }
    return false;
  }

  private void usersCanBeRead() {
    token = OK;
    relationship = OK;
    role = OK + ": users can be read (a change needs User Administrator or Directory Writers)";
  }

  private static String mfaResult(@Nullable Boolean compliant) {
    if (compliant == null) {
      return "not known: the service did not say";
    }
    return compliant ? OK : "NOT in order: the token was issued without MFA; run login, with MFA";
  }

  private void explainRefusal(PartnerServiceException e) {
    if (e.category() == ErrorCategory.MFA_REQUIRED) {
      token = OK;
      mfa = "NOT in order: the service refuses tokens without MFA; run login, with MFA";
    } else if (e.statusCode() == 401) {
      token = "NOT in order: the service does not accept it: " + e.getMessage();
    } else if ("20002".equals(e.errorCode())) {
      token = OK;
      relationship =
          "NOT in order: the partner has no relationship with this customer: " + e.getMessage();
    } else if ("900150".equals(e.errorCode())) {
      token = OK;
      relationship = OK;
      role = "NOT in order: the person needs the GDAP role User Administrator or Directory Writers";
    } else if (e.statusCode() == 403) {
      token =
          "accepted, but access is denied: it must be an App+User token, not of the application"
              + " alone";
      role = "perhaps NOT in order: " + e.getMessage();
    } else if (e.statusCode() == 404) {
      token = OK;
      other = "there is no such customer or user: " + e.getMessage();
    } else {
      other = e.getMessage();
    }
  }

  private void print(TextOutput out) {
    out.line("token         " + token);
    out.line("MFA           " + mfa);
    out.line("relationship  " + relationship);
    out.line("role          " + role);
    if (other != null) {
      out.line("call          " + other);
    }
  }
}
