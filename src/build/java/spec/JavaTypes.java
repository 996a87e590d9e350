package spec;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which types a generated class uses, so that it imports those and no others: {@code x-uses}
 * has a flag for each of Java's, {@code x-models} the names of the models.
 */
final class JavaTypes {
  private static final Map<String, String> OF_SCALARS =
      Map.of(
          "UUID", "uuid",
          "DATE", "date",
          "DATE_TIME", "dateTime",
          "DECIMAL", "decimal");

  private final Map<String, Boolean> uses = new TreeMap<>();
  private final TreeSet<String> models = new TreeSet<>();

  /** Adds what a prepared schema needs. */
  void add(SpecObject use) {
    if (use.containsKey("$ref")) {
      models.add(References.nameIn(use.text("$ref")));
    }
    for (Object part : use.list("allOf")) {
      add((SpecObject) part);
    }
    String scalar = use.text("x-scalar");
    if (scalar != null && OF_SCALARS.containsKey(scalar)) {
      uses.put(OF_SCALARS.get(scalar), true);
    }
    if (use.get("items") instanceof SpecObject items) {
      uses.put("list", true);
      add(items);
    }
    if (use.get("additionalProperties") instanceof SpecObject values) {
      uses.put("map", true);
      add(values);
    }
  }

  /** Adds something else by its flag. */
  void add(String flag) {
    uses.put(flag, true);
  }

  Map<String, Boolean> flags() {
    return new TreeMap<>(uses);
  }

  void putInto(SpecObject target) {
    target.put("x-uses", flags());
    target.put("x-models", models.stream().toList());
  }
}
