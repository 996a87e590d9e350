package io.partnercenter.users.console;

import java.util.Locale;

/** Says what must never be shown. */
final class Secrets {
  static final String MASK = "***";

  private Secrets() {}

  /** Whether a header or a JSON property, by its name or path, holds a secret. */
  static boolean isSecret(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return last.equals("password") || last.equals("authorization");
  }
}
