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
 * Says on standard error that the client waits before the next attempt, and how long. The client's
 * log has a line for each attempt at the moment it ends; those before a wait are told.
 */
final class WaitNotice implements System.Logger {
  /** The end of such a line: the status, or the failure, and the pause. */
  private static final Pattern WAIT =
      Pattern.compile(" ms: (?:(\\d{3})|.*); again in (\\d+) ms$", Pattern.DOTALL);

  /** A shorter wait is over before anybody has read of it. */
  private static final Duration SHORTEST_TOLD = Duration.ofSeconds(1);

  private final PrintWriter err;

  private WaitNotice(PrintWriter err) {
    this.err = err;
  }

  /** The client, telling its waits. */
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
    tell(format);
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
    tell(message);
  }

  private void tell(String line) {
    Matcher wait = WAIT.matcher(line);
    if (!wait.find()) {
      return;
    }
    Duration pause = Duration.ofMillis(Long.parseLong(wait.group(2)));
    if (pause.compareTo(SHORTEST_TOLD) >= 0) {
      String response =
          wait.group(1) == null ? "No response came" : "The service answered " + wait.group(1);
      long seconds = pause.plusMillis(999).toSeconds();
      err.println(response + ": waiting " + seconds + " s, then trying again (Ctrl-C ends it).");
    }
  }
}
