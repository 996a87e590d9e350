package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUser;

/** Prints the users of a list, one after the other. */
interface UserPrinter {
  void print(CustomerUser user);

  /** The list is complete. */
  void end();
}
