package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines in which no character moves the cursor, ends the line or changes the direction of
 * the text. With such characters, the service or a person who names users could forge what the
 * reader sees. All text that isn't the console's own is printed by this class.
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

  /** Prints lines of JSON, which has {@code \n} between values and never inside a value. */
  void json(String json) {
    json.lines().forEach(this::line);
  }
}
