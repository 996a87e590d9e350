package io.partnercenter.users.sandbox;

/** Something that the sandbox was told is missing or wrong. */
final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param field its name, with those of the objects it is in before it
   */
  InvalidFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
