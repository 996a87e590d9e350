package io.partnercenter.users.console;

/** Thrown when no user has the given name. */
final class NoSuchUserException extends Exception {
  private static final long serialVersionUID = 1;

  NoSuchUserException(String message) {
    super(message);
  }
}
