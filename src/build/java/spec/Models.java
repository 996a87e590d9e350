package spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Completes the prepared models with what the templates need to know about a whole model. */
final class Models {
  private final SpecObject models;

  Models(SpecObject models) {
    this.models = models;
  }

  void complete() {
    for (String name : models.keySet()) {
      SpecObject model = models.object(name);
      if (model.containsKey("properties")) {
        complete(model);
      }
      boolean refersToDeprecated = refersToDeprecated(model);
      if (refersToDeprecated) {
        model.put("x-suppress-deprecation", true);
      }
      if (refersToDeprecated || model.isTrue("x-deprecated") || hasDeprecatedProperty(model)) {
        model.put("x-adapter-suppress-deprecation", true);
      }
    }
  }

  private static void complete(SpecObject model) {
    JavaTypes types = new JavaTypes();
    JavaTypes adapterTypes = new JavaTypes();
    List<Object> names = new ArrayList<>();
    SpecObject properties = model.object("properties");
    for (String wireName : properties.keySet()) {
      SpecObject property = properties.object(wireName);
      types.add(property);
      if (property.containsKey("x-pattern")) {
        types.add("pattern");
      }
      if (!property.containsKey("x-scalar")) {
        adapterTypes.add(property);
        property.put("x-adapter", true);
        model.put("x-nested", true);
      }
      property.put("x-index", names.size());
      names.add(property.get("x-literal"));
    }
    for (Object constant : model.list("x-constants")) {
      ((SpecObject) constant).put("index", names.size());
      names.add(((SpecObject) constant).get("literal"));
    }
    if (model.isTrue("x-open")) {
      types.add("map");
      adapterTypes.add("map");
    } else if (properties.isEmpty()) {
      model.put("x-empty", true);
    }
    types.putInto(model);
    model.put("x-adapter-uses", adapterTypes.flags());
    model.put("x-names", names);
  }

  /**
   * Returns whether a prepared schema or operation refers to something deprecated, so that Java
   * would warn.
   */
  boolean refersToDeprecated(SpecObject object) {
    for (Map.Entry<String, Object> entry : object.entrySet()) {
      boolean refers =
          switch (entry.getKey()) {
            case "$ref" ->
                models.object(References.nameIn((String) entry.getValue())).isTrue("x-deprecated");
            case "x-changes-of" -> hasDeprecatedProperty(models.object((String) entry.getValue()));
            default -> contains(entry.getValue());
          };
      if (refers) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(Object value) {
    return value instanceof SpecObject child && refersToDeprecated(child)
        || value instanceof List<?> list && list.stream().anyMatch(this::contains);
  }

  private static boolean hasDeprecatedProperty(SpecObject model) {
    return model.object("properties").values().stream()
        .anyMatch(property -> ((SpecObject) property).isTrue("x-deprecated"));
  }
}
