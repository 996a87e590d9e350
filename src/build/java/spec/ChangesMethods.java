package spec;

import java.util.ArrayList;
import java.util.List;

/**
 * Prepares the method {@code changes} of an update, whose {@code x-changes-of} names the whole
 * model.
 */
final class ChangesMethods {
  private static final List<String> TYPE =
      List.of("type", "format", "$ref", "allOf", "items", "additionalProperties");

  private final SpecObject models;
  private final Problems problems;

  ChangesMethods(SpecObject models, Problems problems) {
    this.models = models;
    this.problems = problems;
  }

  void add() {
    for (String name : models.keySet()) {
      SpecObject update = models.object(name);
      if (update.containsKey("x-changes-of")) {
        add(update, "schema " + name);
      }
    }
  }

  private void add(SpecObject update, String place) {
    String ofName = update.text("x-changes-of");
    Location location = update.location("x-changes-of");
    if (!(models.get(ofName) instanceof SpecObject of) || of.containsKey("enum")) {
      problems.add(
          location, place, "x-changes-of names " + ofName + ", which isn't an object of the spec");
      return;
    }
    if (update.isTrue("x-has-required")) {
      problems.add(location, place, "x-changes-of is for a schema without required properties");
      return;
    }
    List<SpecObject> compared = new ArrayList<>();
    SpecObject properties = update.object("properties");
    for (String wireName : properties.keySet()) {
      SpecObject property = properties.object(wireName);
      if (!(of.object("properties").get(wireName) instanceof SpecObject source)) {
        continue; // only the update has it, for example a command
      }
      if (property.isTrue("x-read-only")) {
        continue; // it is never sent
      }
      if (!typeOf(property).equals(typeOf(source))) {
        problems.add(
            location, place, "x-changes-of: " + wireName + " has a different type in " + ofName);
        return;
      }
      SpecObject comparison = new SpecObject(location);
      comparison.put("name", property.get("x-name"));
      comparison.put("literal", property.get("x-literal"));
      comparison.put("source", source.get("x-capital"));
      comparison.put("checked", source.isTrue("x-nullable") && !property.isTrue("x-nullable"));
      comparison.put("nullable", source.isTrue("x-nullable"));
      boolean required = of.list("required").contains(wireName);
      comparison.put("flag", required ? "true" : source.text("x-flag") + "()");
      compared.add(comparison);
    }
    if (compared.isEmpty()) {
      problems.add(location, place, "x-changes-of: no property is also in " + ofName);
    }
    update.put("x-compared", compared);
  }

  /** Returns the type of a prepared schema, without its other keywords. */
  private static Object typeOf(Object schema) {
    if (schema instanceof List<?> parts) {
      return parts.stream().map(ChangesMethods::typeOf).toList();
    }
    return schema instanceof SpecObject object
        ? TYPE.stream().map(key -> typeOf(object.get(key))).toList()
        : String.valueOf(schema);
  }
}
