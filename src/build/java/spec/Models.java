package spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Completes a prepared model by what its templates ask of the whole of it. */
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
      if (usesDeprecated(model) || model.isTrue("x-deprecated")) {
        model.put("x-suppress-deprecation", true);
      }
    }
  }

  private static void complete(SpecObject model) {
    JavaTypes types = new JavaTypes();
    JavaTypes ofAdapter = new JavaTypes();
    List<Object> names = new ArrayList<>();
    SpecObject properties = model.object("properties");
    for (String wireName : properties.keySet()) {
      SpecObject property = properties.object(wireName);
      types.add(property);
      if (property.containsKey("x-pattern")) {
        types.add("pattern");
      }
      if (!property.containsKey("x-scalar")) {
        ofAdapter.add(property);
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
    } else if (properties.isEmpty()) {
      model.put("x-empty", true);
    }
    types.putInto(model);
    model.put("x-adapter-uses", ofAdapter.flags());
    model.put("x-names", names);
  }

  /** Whether Java would warn of what a prepared schema or operation refers to. */
  boolean usesDeprecated(SpecObject object) {
    for (Map.Entry<String, Object> entry : object.entrySet()) {
      if (entry.getKey().equals("$ref") && isDeprecated((String) entry.getValue())
          || entry.getKey().equals("x-changes-of")
              && usesDeprecated(models.object((String) entry.getValue()))
          || contains(entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(Object value) {
    if (value instanceof SpecObject child) {
      return child.isTrue("x-deprecated") || usesDeprecated(child);
    }
    return value instanceof List<?> list && list.stream().anyMatch(this::contains);
  }

  private boolean isDeprecated(String reference) {
    return models.object(References.nameIn(reference)).isTrue("x-deprecated");
  }
}
