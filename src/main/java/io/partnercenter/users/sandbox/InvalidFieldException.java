package io.partnercenter.users.sandbox;

/** Something that the sandbox was told is missing or wrong. Its message begins with the field. */
final class InvalidFieldException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;

  /**
   * @param field its name, with those of the objects it is in before it
   * @param problem what is wrong, as the end of a sentence that begins with the field
   */
  InvalidFieldException(String field, String problem) {
    super(field + ' ' + problem);
    this.field = field;
  }

  String field() {
    return field;
  }
}
