package io.partnercenter.users.console;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.internal.Texts;
import io.partnercenter.users.model.CustomerUser;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** For people. */
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
    line(out, "ETag", UserChanges.etag(response));
  }

  private void show(String what, PartnerResponse<CustomerUser> response) {
    out.println(ansi.string("@|bold,green " + what + "|@ (" + response.statusCode() + ")"));
    for (Map.Entry<String, String> property : UserChanges.flatten(response.value()).entrySet()) {
      // links are for programs, and longer than a line
      if (!property.getKey().startsWith("links.")) {
        line(out, property.getKey(), property.getValue());
      }
    }
    line(out, "request id", response.requestId());
    line(out, "correlation id", response.correlationId());
  }

  @Override
  public void failed(PartnerException failure) {
    err.println(ansi.string("@|bold,red Failed|@"));
    if (failure instanceof PartnerServiceException) {
      PartnerServiceException answer = (PartnerServiceException) failure;
      line(err, "status", answer.statusCode());
      line(err, "error code", answer.errorCode());
      line(err, "description", answer.description());
      if (answer.retryAfter() != null) {
        line(err, "retry after", answer.retryAfter().toSeconds() + " s");
      }
      line(err, "attempts", answer.attempts());
      line(err, "request id", answer.requestId());
      line(err, "correlation id", answer.correlationId());
    } else {
      err.println(failure.getMessage());
    }
    if (failure.continuation() != null) {
      err.println("To go on from there: --continue-from=" + failure.continuation());
    }
  }

  @Override
  public void failed(NoSuchUserException failure) {
    err.println(ansi.string("@|bold,red Failed|@"));
    err.println(Texts.escape(String.valueOf(failure.getMessage())));
  }

  @Override
  public void wouldSend(Request request) throws IOException {
    out.println("Dry run, nothing was sent. The request would be:");
    new HttpText(out).print(request);
  }

  private static void line(PrintWriter writer, String name, @Nullable Object value) {
    writer.printf("  %-36s %s%n", name, text(value));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "(none)" : Texts.escape(value.toString());
  }
}
