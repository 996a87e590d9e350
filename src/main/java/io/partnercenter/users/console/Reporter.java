package io.partnercenter.users.console;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.io.PrintWriter;
import okhttp3.Request;
import picocli.CommandLine;

/** Reports the result of a call for one user, or in a dry run its request. */
interface Reporter {
  static Reporter of(CommandLine commandLine, boolean json) {
    PrintWriter out = commandLine.getOut();
    PrintWriter err = commandLine.getErr();
    return json
        ? new JsonReporter(out, err)
        : new TextReporter(out, err, commandLine.getColorScheme().ansi());
  }

  void updated(PartnerResponse<CustomerUser> response);

  /**
   * Reports that the user is active now.
   *
   * @param wasDeleted whether there was anything to restore
   */
  void restored(PartnerResponse<CustomerUser> response, boolean wasDeleted);

  void read(PartnerResponse<CustomerUser> response);

  void failed(FailureReport failure);

  default void failed(PartnerException failure) {
    failed(FailureReport.of(failure));
  }

  default void failed(NoSuchUserException failure) {
    failed(FailureReport.of(String.valueOf(failure.getMessage())));
  }

  void wouldSend(Request request) throws IOException;
}
