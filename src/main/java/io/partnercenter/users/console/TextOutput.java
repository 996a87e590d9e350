package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines in which nothing moves the cursor, ends a line or turns the direction of a text: a
 * service, or who names its users, could forge what a person sees. All that isn't the console's own
 * text goes through here.
 */
final class TextOutput {
  private final PrintWriter writer;

  TextOutput(PrintWriter writer) {
    this.writer = writer;
  }

  void line(String text) {
    writer.println(SafeText.escape(text));
  }

  void property(String name, @Nullable Object value) {
    line(String.format("  %-36s %s", name, value == null ? "(none)" : value));
  }

  /** Lines that end in {@code \n}, as JSON has them between values, and never in one. */
  void json(String json) {
    json.lines().forEach(this::line);
  }
}
