package spec;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows the references within a spec. */
final class References {
  private static final String HERE = "#/";
  private static final int MAX_STEPS = 100;

  /** The keywords under which a {@code $ref} would be part of a value. */
  private static final Set<String> NO_REFERENCES = Set.of("default", "enum", "example", "examples");

  private final SpecObject document;
  private final Problems problems;

  References(SpecObject document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /**
   * Returns the object itself, or the target of its reference; an empty object if the target
   * doesn't exist.
   */
  SpecObject resolve(SpecObject object, String place) {
    Set<String> followed = new HashSet<>();
    SpecObject target = object;
    while (target.containsKey("$ref")) {
      String reference = target.text("$ref");
      if (!followed.add(reference)) {
        problems.add(object.location("$ref"), place, "$ref " + reference + " leads to itself");
        return new SpecObject(object.location());
      }
      SpecObject next = lookUp(reference);
      if (next == null) {
        problems.add(
            object.location("$ref"),
            place,
            "$ref " + reference + " leads to nothing; " + advice(reference));
        return new SpecObject(object.location());
      }
      target = next;
    }
    return target;
  }

  /** Reports each reference without a target in a part of the spec that isn't prepared. */
  void check(Object node, String place) {
    if (node instanceof SpecObject object) {
      if (object.text("$ref") != null) {
        resolve(object, place);
      }
      object.without(NO_REFERENCES).values().forEach(child -> check(child, place));
    } else if (node instanceof List<?> list) {
      list.forEach(child -> check(child, place));
    }
  }

  /** Like {@link #resolve}, but reports nothing. */
  SpecObject peek(SpecObject object) {
    SpecObject target = object;
    for (int steps = 0; target.containsKey("$ref"); steps++) {
      SpecObject next = lookUp(target.text("$ref"));
      if (next == null || steps > MAX_STEPS) {
        return new SpecObject(object.location());
      }
      target = next;
    }
    return target;
  }

  private static String advice(String reference) {
    return reference != null && reference.startsWith(HERE)
        ? "correct the name, or add it"
        : "only references within the file are supported";
  }

  private SpecObject lookUp(String reference) {
    if (reference == null || !reference.startsWith(HERE)) {
      return null;
    }
    Object target = document;
    for (String step : reference.substring(HERE.length()).split("/")) {
      String key = step.replace("~1", "/").replace("~0", "~");
      target = target instanceof SpecObject object ? object.get(key) : null;
    }
    return target instanceof SpecObject object ? object : null;
  }

  /** Returns the name of the component that a reference names, such as {@code Pet}. */
  static String nameIn(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
