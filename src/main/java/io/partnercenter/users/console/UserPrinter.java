package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUser;

/** Prints the users of a list, one after another. */
interface UserPrinter {
  void print(CustomerUser user);

  /** Called when the list is complete. */
  void end();
}
