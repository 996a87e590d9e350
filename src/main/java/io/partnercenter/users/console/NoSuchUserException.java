package io.partnercenter.users.console;

/** No user has the name that was given. */
final class NoSuchUserException extends Exception {
  private static final long serialVersionUID = 1;

  NoSuchUserException(String message) {
    super(message);
  }
}
