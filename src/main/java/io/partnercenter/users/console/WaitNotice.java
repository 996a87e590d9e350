package io.partnercenter.users.console;

import io.partnercenter.users.LogDetail;
import io.partnercenter.users.PartnerCenter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reports on standard error that the client waits before the next attempt, and how long. The client
 * logs each attempt when it ends; this logger prints a notice for an attempt that a wait follows.
 */
final class WaitNotice implements System.Logger {
  /** The end of the line for such an attempt: the status or the failure, and the wait. */
  private static final Pattern WAIT =
      Pattern.compile(" ms: (?:(\\d{3})|.*); again in (\\d+) ms$", Pattern.DOTALL);

  /** A shorter wait is over before anybody has read the notice. */
  private static final Duration SHORTEST_REPORTED = Duration.ofSeconds(1);

  private final PrintWriter err;

  private WaitNotice(PrintWriter err) {
    this.err = err;
  }

  /** Makes the client report its waits. */
  static PartnerCenter.Builder on(PartnerCenter.Builder client, PrintWriter err) {
    return client.logTo(new WaitNotice(err), LogDetail.OUTCOME);
  }

  @Override
  public String getName() {
    return "console";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... params) {
    report(format);
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
    report(message);
  }

  private void report(String line) {
    Matcher wait = WAIT.matcher(line);
    if (!wait.find()) {
      return;
    }
    Duration pause = Duration.ofMillis(Long.parseLong(wait.group(2)));
    if (pause.compareTo(SHORTEST_REPORTED) >= 0) {
      String response =
          wait.group(1) == null ? "No response" : "The service responded with " + wait.group(1);
      long seconds = pause.plusMillis(999).toSeconds();
      err.println(response + ": waiting " + seconds + " s, then trying again (Ctrl-C ends it).");
    }
  }
}
