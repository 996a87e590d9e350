package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.model.CustomerUser;
import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Prints users for people: one line for each user. */
final class UserTable implements UserPrinter {
  private final TextOutput out;
  private final boolean deleted;
  private int users;

  /**
   * @param deleted whether the table has a column for the time of the deletion
   */
  UserTable(PrintWriter out, boolean deleted) {
    this.out = new TextOutput(out);
    this.deleted = deleted;
  }

  @Override
  public void print(CustomerUser user) {
    if (users++ == 0) {
      row("id", "user principal name", "deleted", "display name");
    }
    row(
        user.getId(),
        user.getUserPrincipalName(),
        seconds(user.getSoftDeletionTime()),
        user.getDisplayName());
  }

  @Override
  public void end() {
    out.line(users == 1 ? "1 user" : users + " users");
  }

  private void row(
      Object id, @Nullable Object name, @Nullable Object time, @Nullable Object displayName) {
    String row = column(36, id) + column(40, name) + (deleted ? column(20, time) : "");
    out.line((row + text(displayName)).stripTrailing());
  }

  /**
   * Returns the time in whole seconds. {@link OffsetDateTime#toString} leaves out seconds that are
   * zero, so columns would differ in width.
   */
  private static @Nullable Object seconds(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String column(int width, @Nullable Object value) {
    return String.format("%-" + width + "s  ", text(value));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "(none)" : SafeText.escape(value.toString());
  }
}
