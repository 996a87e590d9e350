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
   * @param property the Java name of the property
   * @param description what the property is, in a sentence
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

  /**
   * Restricts the text to codes.
   *
   * @param codesName describes the codes, for messages
   * @param codes the codes, separated by spaces
   */
  TextOption codes(String codesName, String codes) {
    this.codesName = codesName;
    this.codes = Set.of(codes.split(" "));
    return this;
  }

  /** Returns the name in JSON, which is also the name of the column in a CSV file. */
  String wireName() {
    return wireName;
  }

  /** Returns the name of the option for a property. */
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
   * @throws IllegalArgumentException if the spec doesn't allow the value, or it isn't one of the
   *     codes: the service would report only that the property is invalid
   */
  void set(CustomerUserUpdate.Builder update, String value) {
    if (!codes.isEmpty() && !codes.contains(value)) {
      throw new IllegalArgumentException(
          CustomerUserUpdate.class.getSimpleName() + '.' + wireName + " must be " + codesName);
    }
    setter.accept(update, value);
  }
}
