package io.partnercenter.users.internal;

/** A link that is not followed. */
final class InvalidLinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidLinkException(String problem) {
    super(problem);
  }
}
