package spec;

import java.util.ArrayList;
import java.util.List;

/** Prepares the method {@code changes} of an update: {@code x-changes-of} names the whole model. */
final class ChangesMethods {
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
          location, place, "x-changes-of names " + ofName + ", which is no object of the spec");
      return;
    }
    if (update.containsKey("required")) {
      problems.add(location, place, "x-changes-of is for a schema without required properties");
      return;
    }
    List<SpecObject> compared = new ArrayList<>();
    SpecObject properties = update.object("properties");
    for (String wireName : properties.keySet()) {
      SpecObject property = properties.object(wireName);
      if (!(of.object("properties").get(wireName) instanceof SpecObject source)) {
        continue; // only an update has it, such as a command
      }
      if (!typeOf(property).equals(typeOf(source))) {
        problems.add(
            location, place, "x-changes-of: " + wireName + " has another type in " + ofName);
        continue;
      }
      SpecObject comparison = new SpecObject(location);
      comparison.put("name", property.get("x-name"));
      comparison.put("literal", property.get("x-literal"));
      comparison.put("source", source.get("x-capital"));
      comparison.put("removable", property.isTrue("x-nullable") && source.isTrue("x-nullable"));
      comparison.put("nullable", source.isTrue("x-nullable"));
      boolean required = of.list("required").contains(wireName);
      comparison.put("flag", required ? "true" : source.text("x-flag") + "()");
      compared.add(comparison);
    }
    update.put("x-compared", compared);
  }

  private static List<Object> typeOf(SpecObject property) {
    List<Object> type = new ArrayList<>();
    for (String key : List.of("type", "format", "items", "additionalProperties", "allOf")) {
      type.add(String.valueOf(property.get(key)));
    }
    return type;
  }
}
