package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** An option, or a column of a CSV file, that sets a text of an update. */
final class TextOption {
  private final String wireName;
  private final String name;
  private final String description;
  private final BiConsumer<CustomerUserUpdate.Builder, String> setter;
  private String codesName = "";
  private Set<String> codes = Set.of();

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

  /** The same of a text that must be one of these codes, which blanks separate. */
  TextOption codes(String codesName, String codes) {
    this.codesName = codesName;
    this.codes = Set.of(codes.split(" "));
    return this;
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
   * @throws IllegalArgumentException if the spec doesn't allow it, or it isn't one of the codes:
   *     the service would say no more than that the property is invalid
   */
  void set(CustomerUserUpdate.Builder update, String value) {
    if (!codes.isEmpty() && !codes.contains(value)) {
      throw new IllegalArgumentException(
          CustomerUserUpdate.class.getSimpleName() + '.' + wireName + " must be " + codesName);
    }
    setter.accept(update, value);
  }
}
