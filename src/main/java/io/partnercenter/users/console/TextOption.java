package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.Locale;
import java.util.function.BiConsumer;

/** An option, or a column of a CSV file, that sets a text of an update. */
final class TextOption {
  private final String wireName;
  private final String name;
  private final String description;
  private final BiConsumer<CustomerUserUpdate.Builder, String> setter;

  /**
   * @param wireName the name in JSON
   * @param property the Java name of what is set
   * @param description what it is, in a sentence
   */
  TextOption(
      String wireName,
      String property,
      String description,
      BiConsumer<CustomerUserUpdate.Builder, String> setter) {
    this.wireName = wireName;
    this.name = nameOf(property);
    this.description = description;
    this.setter = setter;
  }

  /** The name in JSON, which the column of a CSV file has, too. */
  String wireName() {
    return wireName;
  }

  /** The option of a property, by its Java name. */
  static String nameOf(String property) {
    return "--" + property.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  /**
   * Sets the value.
   *
   * @throws IllegalArgumentException if the spec doesn't allow it
   */
  void set(CustomerUserUpdate.Builder update, String value) {
    setter.accept(update, value);
  }
}
