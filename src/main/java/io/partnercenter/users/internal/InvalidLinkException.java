package io.partnercenter.users.internal;

/** Thrown for a link that must not be followed. */
final class InvalidLinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidLinkException(String problem) {
    super(problem);
  }
}
