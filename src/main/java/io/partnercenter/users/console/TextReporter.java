package io.partnercenter.users.console;

import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import okhttp3.Request;
import picocli.CommandLine.Help.Ansi;

/** Reports to people. */
final class TextReporter implements Reporter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Ansi ansi;

  TextReporter(PrintWriter out, PrintWriter err, Ansi ansi) {
    this.out = out;
    this.err = err;
    this.ansi = ansi;
  }

  @Override
  public void updated(PartnerResponse<CustomerUser> response) {
    show("Updated", response);
  }

  @Override
  public void restored(PartnerResponse<CustomerUser> response, boolean wasDeleted) {
    show(wasDeleted ? "Restored" : "Nothing to restore: the user is not deleted", response);
  }

  @Override
  public void read(PartnerResponse<CustomerUser> response) {
    show("Read", response);
    new TextOutput(out).property("ETag", UserChanges.etag(response));
  }

  private void show(String what, PartnerResponse<CustomerUser> response) {
    out.println(ansi.string("@|bold,green " + what + "|@ (" + response.statusCode() + ")"));
    TextOutput properties = new TextOutput(out);
    for (Map.Entry<String, String> property : UserChanges.flatten(response.value()).entrySet()) {
      // links are for programs, and longer than a line
      if (!property.getKey().startsWith("links.")) {
        properties.property(property.getKey(), property.getValue());
      }
    }
    properties.property("request id", response.requestId());
    properties.property("correlation id", response.correlationId());
  }

  @Override
  public void failed(FailureReport failure) {
    err.println(ansi.string("@|bold,red Failed|@"));
    failure.print(new TextOutput(err));
  }

  @Override
  public void wouldSend(Request request) throws IOException {
    out.println("Dry run, nothing was sent. The request would be:");
    new HttpText(out).print(request);
  }
}
