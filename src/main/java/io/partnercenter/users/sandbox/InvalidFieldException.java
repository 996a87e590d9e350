package io.partnercenter.users.sandbox;

/** An exception that names a field of the sandbox's input that is missing or invalid. */
final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param field the name of the field, after the names of the objects that contain it
   */
  InvalidFieldException(String field, String message) {
    super(message);
    this.field = field;
  }

  String field() {
    return field;
  }
}
