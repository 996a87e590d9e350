package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.MaskedJson;
import io.partnercenter.users.model.CustomerUser;
import java.io.PrintWriter;

/** Prints users for scripts: one JSON object per line. */
final class JsonLines implements UserPrinter {
  private final TextOutput out;

  JsonLines(PrintWriter out) {
    this.out = new TextOutput(out);
  }

  @Override
  public void print(CustomerUser user) {
    out.line(MaskedJson.inOneLine(UserChanges.toJson(user)));
  }

  @Override
  public void end() {}
}
