package io.partnercenter.users.console;

import io.partnercenter.users.internal.Texts;
import io.partnercenter.users.model.CustomerUser;
import java.io.PrintWriter;

/** For scripts: a JSON object for each user, in a line. */
final class JsonLines implements UserPrinter {
  private final PrintWriter out;

  JsonLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(CustomerUser user) {
    out.println(Texts.escape(MaskedJson.inOneLine(UserChanges.toJson(user))));
  }

  @Override
  public void end() {}
}
