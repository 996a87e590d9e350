package spec;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Java types of prepared schemas, and those that a generated class uses. The class imports
 * exactly these: {@code x-uses} has a flag for each type of the JDK, {@code x-models} the names of
 * the models.
 */
final class JavaTypes {
  private static final Map<String, String> OF_SCALARS =
      Map.of(
          "UUID", "uuid",
          "DATE", "date",
          "DATE_TIME", "dateTime",
          "DECIMAL", "decimal");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ANY", "Object"),
          Map.entry("BOOLEAN", "Boolean"),
          Map.entry("DATE", "LocalDate"),
          Map.entry("DATE_TIME", "OffsetDateTime"),
          Map.entry("DECIMAL", "BigDecimal"),
          Map.entry("DOUBLE", "Double"),
          Map.entry("FLOAT", "Float"),
          Map.entry("INT32", "Integer"),
          Map.entry("INT64", "Long"),
          Map.entry("STRING", "String"),
          Map.entry("STRING_OR_NUMBER", "String"),
          Map.entry("UUID", "UUID"));

  private final Map<String, Boolean> uses = new TreeMap<>();
  private final TreeSet<String> models = new TreeSet<>();

  /** Returns the Java type of a prepared schema. */
  static String nameOf(SpecObject use) {
    if (use.get("items") instanceof SpecObject items) {
      return "List<" + elementOf(items) + ">";
    }
    if (use.get("additionalProperties") instanceof SpecObject values) {
      return "Map<String, " + elementOf(values) + ">";
    }
    return use.containsKey("$ref")
        ? References.nameIn(use.text("$ref"))
        : NAMES.get(use.text("x-scalar"));
  }

  /** Returns the type of an element: only any JSON may be null. */
  private static String elementOf(SpecObject use) {
    return "ANY".equals(use.text("x-scalar")) ? "@Nullable Object" : nameOf(use);
  }

  /** Returns the expression that gets the JSON adapter of a prepared schema. */
  static String adapterOf(SpecObject use) {
    if (use.get("items") instanceof SpecObject items) {
      return "Json.list(" + adapterOf(items) + ")";
    }
    if (use.get("additionalProperties") instanceof SpecObject values) {
      return "Json.map(" + adapterOf(values) + ")";
    }
    return use.containsKey("$ref")
        ? "moshi.adapter(" + nameOf(use) + ".class)"
        : "Json." + use.text("x-scalar");
  }

  /** Adds the types that a prepared schema needs. */
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

  /** Adds another type by its flag. */
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
