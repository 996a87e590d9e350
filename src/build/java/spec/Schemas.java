package spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Prepares the schemas. Each object and each enum becomes a component with the name of its class.
 * Each use of a schema becomes a reference, a scalar that the templates know, or an array or map of
 * those.
 */
final class Schemas {
  private static final String PREFIX = "#/components/schemas/";

  /** The keywords that are allowed beside a reference, or beside an allOf with one part. */
  private static final Set<String> BESIDE_A_REFERENCE =
      Set.of(
          "allOf",
          "default",
          "deprecated",
          "description",
          "example",
          "externalDocs",
          "nullable",
          "readOnly",
          "title",
          "type",
          "writeOnly",
          "xml");

  /**
   * The keywords, besides those of properties, that a whole takes over from the parts of an allOf.
   */
  private static final List<String> MERGED =
      List.of(
          "additionalProperties",
          "description",
          "enum",
          "format",
          "items",
          "maxLength",
          "minLength",
          "oneOf",
          "pattern",
          "type");

  private static final Set<String> NUMBER_OR_STRING = Set.of("string", "integer", "number");

  private final SpecObject components;
  private final References references;
  private final Problems problems;
  private final JavaNames classes = new JavaNames(JavaNames.Kind.CLASS);
  private final Map<String, String> classOfComponent = new HashMap<>();
  private final Map<List<Object>, String> classOfInline = new HashMap<>();
  private final SpecObject prepared;
  private final Set<String> beingFollowed = new HashSet<>();

  Schemas(SpecObject components, References references, Problems problems) {
    this.components = components;
    this.prepared = new SpecObject(components.location());
    this.references = references;
    this.problems = problems;
  }

  /** Prepares all components. Must be called before {@link #use}. */
  void prepareComponents() {
    for (String name : components.keySet()) {
      if (isClass(components.object(name))) {
        classOfComponent.put(name, classes.nameFor(name));
      }
    }
    for (String name : components.keySet()) {
      String place = "schema " + name;
      SpecObject schema = components.object(name);
      if (!name.matches("[a-zA-Z0-9._-]+")) {
        problems.add(
            components.location(name),
            place,
            "has a name with characters other than ASCII letters, digits, . _ -; rename it");
      }
      if (!(components.get(name) instanceof SpecObject)) {
        continue; // already reported
      } else if (classOfComponent.containsKey(name)) {
        Keywords.check(schema, Keywords.SCHEMA, place, problems);
        define(classOfComponent.get(name), schema, place);
      } else {
        checkNoChanges(schema, place);
        use(schema, place, name, name); // only to report its problems: uses are prepared one by one
      }
    }
  }

  /** Returns the prepared components, by the names of their classes. */
  SpecObject prepared() {
    return prepared;
  }

  /** Returns whether a prepared reference refers to an enum. */
  boolean isEnumClass(String reference) {
    return prepared.object(References.nameIn(reference)).containsKey("enum");
  }

  /**
   * Prepares a schema for a place where it is used.
   *
   * @param className the name of the class, if the schema is an object or enum without a name of
   *     its own
   * @param ownName the last part of that name; equal schemas with the same own name share a class
   */
  SpecObject use(SpecObject schema, String place, String className, String ownName) {
    if (schema.containsKey("$ref")) {
      Keywords.check(schema, Keywords.REFERENCE, place, problems);
      return reference(schema, place);
    }
    Keywords.check(schema, Keywords.SCHEMA, place, problems);
    SpecObject use;
    if (isWrappedReference(schema)) {
      checkType(references.peek((SpecObject) schema.list("allOf").get(0)), schema, place);
      use = use((SpecObject) schema.list("allOf").get(0), place, className, ownName);
    } else if (isNumberOrString(schema)) {
      use = scalar(schema, "string", null, "STRING_OR_NUMBER");
    } else if (schema.containsKey("oneOf")) {
      problems.add(
          schema.location("oneOf"),
          place,
          "oneOf isn't supported; describe one object with optional properties");
      use = scalar(schema, "string", null, "STRING");
    } else if (isClass(schema)) {
      List<Object> content = List.of(JavaNames.candidate(JavaNames.Kind.CLASS, ownName), schema);
      String known = classOfInline.get(content);
      if (known == null) {
        known = classes.nameFor(className);
        classOfInline.put(content, known);
        define(known, schema, place);
      }
      use = referenceTo(known);
    } else {
      use = value(merged(schema, place), place, className, ownName);
    }
    if (schema.isTrue("nullable")) {
      use.put("x-nullable", true);
    }
    return use;
  }

  private SpecObject reference(SpecObject schema, String place) {
    SpecObject target = references.resolve(schema, place);
    if (target.isEmpty()) {
      return scalar(schema, "string", null, "STRING"); // a placeholder, to find further problems
    }
    String name = References.nameIn(schema.text("$ref"));
    SpecObject use;
    if (target == components.get(name) && classOfComponent.containsKey(name)) {
      use = referenceTo(classOfComponent.get(name));
      if (target.isTrue("nullable")) {
        use.put("x-nullable", true);
      }
    } else if (!beingFollowed.add(schema.text("$ref"))) {
      problems.add(schema.location("$ref"), place, name + " contains itself; give it a property");
      return scalar(schema, "string", null, "STRING");
    } else {
      use = use(target, place, name, name);
      beingFollowed.remove(schema.text("$ref"));
    }
    return use;
  }

  private SpecObject referenceTo(String className) {
    SpecObject reference = new SpecObject(components.location());
    reference.put("$ref", PREFIX + className);
    return reference;
  }

  /** Prepares a scalar, an array or a map. */
  private SpecObject value(SpecObject schema, String place, String className, String ownName) {
    String format = schema.text("format");
    switch (typeOf(schema)) {
      case "string":
        return string(schema, place, format);
      case "integer":
        // without a format an integer has no bounds; a long is large enough for counts
        return "int32".equals(format)
            ? scalar(schema, "integer", "int32", "INT32")
            : scalar(schema, "integer", "int64", "INT64");
      case "number":
        if ("float".equals(format) || "double".equals(format)) {
          return scalar(schema, "number", format, format.equals("float") ? "FLOAT" : "DOUBLE");
        }
        return scalar(schema, "number", null, "DECIMAL"); // keeps every digit
      case "boolean":
        return scalar(schema, "boolean", null, "BOOLEAN");
      case "array":
        return array(schema, place, className, ownName);
      case "object":
        return map(schema, place, className, ownName);
      case "":
        return scalar(schema, null, null, "ANY");
      default:
        problems.add(
            schema.location("type"),
            place,
            "type "
                + schema.text("type")
                + " isn't one of string, integer, number, boolean, array, object");
        return scalar(schema, "string", null, "STRING");
    }
  }

  private SpecObject string(SpecObject schema, String place, String format) {
    if ("uuid".equals(format)) {
      return scalar(schema, "string", "uuid", "UUID");
    } else if ("date".equals(format)) {
      return scalar(schema, "string", "date", "DATE");
    } else if ("date-time".equals(format)) {
      return scalar(schema, "string", "date-time", "DATE_TIME");
    }
    SpecObject use = scalar(schema, "string", null, "STRING");
    if ("password".equals(format)) {
      use.put("x-secret", true);
    }
    Constraints.ofString(schema, use, place, problems);
    return use;
  }

  private static SpecObject scalar(SpecObject schema, String type, String format, String adapter) {
    SpecObject scalar = new SpecObject(schema.location());
    if (type != null) {
      scalar.put("type", type);
    }
    if (format != null) {
      scalar.put("format", format);
    }
    scalar.put("x-scalar", adapter);
    return scalar;
  }

  private SpecObject array(SpecObject schema, String place, String className, String ownName) {
    SpecObject array = new SpecObject(schema.location());
    array.put("type", "array");
    if (!schema.containsKey("items")) {
      problems.add(schema.location(), place, "has no items; add them with their type");
    }
    nest(array, "items", schema.object("items"), place, className + "Item", ownName + "Item");
    return array;
  }

  private SpecObject map(SpecObject schema, String place, String className, String ownName) {
    SpecObject map = new SpecObject(schema.location());
    map.put("type", "object");
    String key = "additionalProperties";
    nest(map, key, schema.object(key), place, className + "Value", ownName + "Value");
    return map;
  }

  private void nest(
      SpecObject parent,
      String key,
      SpecObject schema,
      String place,
      String className,
      String ownName) {
    SpecObject inner = use(schema, place + ", " + key, className, ownName);
    if (inner.isTrue("x-nullable")) {
      problems.add(
          schema.location("nullable"),
          place + ", " + key,
          "nullable isn't supported here; remove it");
    }
    for (String rule : Constraints.OF_ITEMS) {
      if (inner.containsKey(rule)) {
        parent.put(rule, inner.get(rule));
      }
    }
    parent.put(key, inner);
  }

  /** Adds the class of an object or enum. */
  private void define(String className, SpecObject schema, String place) {
    SpecObject model = new SpecObject(schema.location());
    prepared.put(className, model); // added before its properties, because they may refer to it
    SpecObject whole = merged(schema, place);
    describe(whole, model);
    if (isEnum(whole)) {
      checkNoChanges(schema, place);
      enumeration(whole, model, place);
    } else {
      object(className, whole, model, place);
    }
  }

  private void checkNoChanges(SpecObject schema, String place) {
    if (schema.containsKey("x-changes-of")) {
      problems.add(
          schema.location("x-changes-of"), place, "x-changes-of is for objects with properties");
    }
  }

  private void enumeration(SpecObject schema, SpecObject model, String place) {
    JavaNames names = new JavaNames(JavaNames.Kind.CONSTANT);
    List<Map<String, Object>> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Object value : schema.list("enum")) {
      if (value == null) {
        continue; // a nullable enum lists null
      }
      if (!(value instanceof String text)) {
        problems.add(
            schema.location("enum"),
            place,
            "the enum value " + value + " isn't a string; quote it");
        continue;
      }
      if (texts.contains(text)) {
        problems.add(schema.location("enum"), place, "the enum value " + text + " occurs twice");
        continue;
      }
      texts.add(text);
      values.add(
          Map.of(
              "name", names.nameFor(text),
              "literal", Literals.escape(text),
              "javadoc", JavadocText.code(text)));
    }
    if (schema.get("enum") instanceof List<?> all && all.stream().allMatch(Objects::isNull)) {
      problems.add(schema.location("enum"), place, "has an enum without values");
    }
    model.put("type", "string");
    model.put("enum", texts);
    model.put("x-values", values);
  }

  private void object(String className, SpecObject schema, SpecObject model, String place) {
    if (!typeOf(schema).equals("object")) {
      problems.add(
          schema.location("type"),
          place,
          "has properties, but the type " + typeOf(schema) + "; make it object");
    }
    model.put("type", "object");
    SpecObject properties = schema.object("properties");
    Set<String> required = new HashSet<>();
    schema.list("required").forEach(name -> required.add(String.valueOf(name)));
    for (String name : required) {
      if (!properties.containsKey(name)) {
        problems.add(
            schema.location("required"),
            place,
            "requires " + name + ", which isn't one of its properties");
      }
    }
    if (schema.get("additionalProperties") instanceof SpecObject additional
        && !additional.isEmpty()) {
      problems.add(
          schema.location("additionalProperties"),
          place,
          "additionalProperties with a schema isn't supported beside properties; use true or false");
    }
    JavaNames names = new JavaNames(JavaNames.Kind.PROPERTY);
    SpecObject members = new SpecObject(properties.location());
    List<String> requiredMembers = new ArrayList<>();
    boolean mustBeSet = false;
    List<SpecObject> constants = new ArrayList<>();
    for (String name : properties.keySet()) {
      String here = place + ", property " + name;
      Location location = properties.location(name);
      if (!(properties.get(name) instanceof SpecObject property)) {
        problems.add(location, here, "has no schema; check the indentation");
        continue;
      }
      String constant = required.contains(name) ? constantOf(property, here, List.of()) : null;
      if (constant != null) {
        SpecObject written = new SpecObject(location);
        written.put("literal", Literals.escape(name));
        written.put("write", constant);
        constants.add(written);
        continue;
      }
      SpecObject member = member(className, name, property, here, names);
      members.put(name, member, location);
      if (required.contains(name)) {
        boolean readOnly = member.isTrue("x-read-only");
        member.put("x-must-be-set", !readOnly);
        mustBeSet |= !readOnly;
        if (!readOnly && !property.isTrue("writeOnly")) {
          requiredMembers.add(name); // required in requests and in responses
          member.put("x-never-null", !member.isTrue("x-nullable"));
        }
      }
    }
    nameFlagsAndPatterns(members, names);
    model.put("properties", members);
    model.put("x-is-free-form", false); // for the generator: a class, even without properties
    if (!requiredMembers.isEmpty()) {
      model.put("required", requiredMembers);
    }
    model.put("x-has-required", mustBeSet);
    if (!constants.isEmpty()) {
      model.put("x-constants", constants);
    }
    if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
      model.put("x-open", true);
    }
    if (schema.containsKey("x-changes-of")) {
      String of = String.valueOf(schema.text("x-changes-of"));
      model.put(
          "x-changes-of", classOfComponent.getOrDefault(of, of), schema.location("x-changes-of"));
    }
  }

  private SpecObject member(
      String className, String name, SpecObject property, String place, JavaNames names) {
    String pascal = JavaNames.candidate(JavaNames.Kind.CLASS, name);
    SpecObject use = use(property, place, className + pascal, pascal);
    SpecObject member = new SpecObject(property.location());
    if (use.containsKey("$ref")) {
      member.put("allOf", List.of(use.without(Set.of("x-nullable"))));
    } else {
      use.forEach(member::put);
    }
    String javaName = names.nameFor(name);
    member.put("x-name", javaName);
    member.put("x-capital", Character.toUpperCase(javaName.charAt(0)) + javaName.substring(1));
    member.put("x-literal", Literals.escape(name));
    member.put("x-nullable", use.isTrue("x-nullable"));
    member.put("x-read-only", property.isTrue("readOnly"));
    member.put("x-type", JavaTypes.nameOf(use));
    member.put("x-codec", JavaTypes.adapterOf(use));
    String scalar = use.text("x-scalar");
    member.put("x-text", Set.of("STRING", "STRING_OR_NUMBER").contains(String.valueOf(scalar)));
    member.put("x-finite", Set.of("FLOAT", "DOUBLE").contains(String.valueOf(scalar)));
    Constraints.ofCodes(property, member, place, problems);
    boolean json = isJson(use);
    member.put("x-json", json);
    member.put(
        "x-container", json || use.containsKey("items") || use.containsKey("additionalProperties"));
    describe(references.peek(property), member);
    describe(property, member);
    boolean tags =
        use.isTrue("x-nullable") || use.containsKey("x-rule") || member.isTrue("x-deprecated");
    member.put("x-has-tags", tags);
    member.put("x-one-line", !tags && member.list("x-javadoc").isEmpty());
    return member;
  }

  /** Returns whether a prepared schema may contain any JSON. */
  private static boolean isJson(SpecObject use) {
    return "ANY".equals(use.text("x-scalar"))
        || use.get("items") instanceof SpecObject items && isJson(items)
        || use.get("additionalProperties") instanceof SpecObject values && isJson(values);
  }

  /** Called after the properties are named, because their names take precedence. */
  private static void nameFlagsAndPatterns(SpecObject members, JavaNames names) {
    JavaNames constants = new JavaNames(JavaNames.Kind.CONSTANT);
    for (String name : members.keySet()) {
      SpecObject member = members.object(name);
      if (member.isTrue("x-nullable")) {
        member.put("x-flag", names.nameFor("has" + member.text("x-capital")));
      }
      if (member.containsKey("x-pattern")) {
        member.put("x-pattern-name", constants.nameFor(member.text("x-name") + "Pattern"));
      }
    }
  }

  /** Adds the description and the deprecation, as Javadoc. */
  static void describe(SpecObject source, SpecObject target) {
    String description = source.text("description");
    if (description != null && !description.isBlank()) {
      List<String> lines = JavadocText.lines(description);
      target.put("x-plain", Literals.escape(JavadocText.firstSentence(description)));
      target.put("x-summary", lines.get(0));
      // lines that aren't blank have a space after the asterisk of the comment
      target.put(
          "x-javadoc",
          lines.subList(1, lines.size()).stream()
              .map(line -> line.isEmpty() ? "" : " " + line)
              .toList());
    }
    if (source.isTrue("deprecated")) {
      target.put("x-deprecated", true);
    }
  }

  /**
   * Returns the calls with which a JSON writer writes the only value that a schema allows; null if
   * it allows several. A property with only one possible value isn't part of the model, because a
   * caller has no choice.
   *
   * @param outer the objects that contain the schema as a property
   */
  private String constantOf(SpecObject schema, String place, List<SpecObject> outer) {
    SpecObject target = merged(schema, place);
    if (List.of(schema, target).stream()
        .anyMatch(each -> each.isTrue("nullable") || each.isTrue("readOnly"))) {
      return null;
    }
    if (target.containsKey("enum")) {
      List<?> values = target.list("enum");
      return values.size() == 1 ? Literals.written(values.get(0)) : null;
    }
    SpecObject properties = target.object("properties");
    if (properties.isEmpty()
        || !target.list("required").containsAll(properties.keySet())
        || outer.contains(target)) {
      return null;
    }
    List<SpecObject> path = new ArrayList<>(outer);
    path.add(target);
    StringBuilder write = new StringBuilder(".beginObject()");
    for (String name : properties.keySet()) {
      String constant = constantOf(properties.object(name), place, path);
      if (constant == null) {
        return null;
      }
      write.append(".name(\"").append(Literals.escape(name)).append("\")").append(constant);
    }
    return write.append(".endObject()").toString();
  }

  /** Returns one schema in place of a reference or an allOf. */
  private SpecObject merged(SpecObject schema, String place) {
    return merged(schema, place, List.of());
  }

  private SpecObject merged(SpecObject schema, String place, List<SpecObject> outer) {
    SpecObject target = references.resolve(schema, place);
    if (target.list("allOf").isEmpty()) {
      return target;
    }
    if (outer.stream().anyMatch(each -> each == target)) {
      problems.add(target.location("allOf"), place, "allOf contains itself");
      return target.without(Set.of("allOf"));
    }
    List<SpecObject> path = new ArrayList<>(outer);
    path.add(target);
    SpecObject whole = target.without(Set.of("allOf", "properties", "required"));
    for (Object part : target.list("allOf")) {
      if (part instanceof SpecObject object) {
        boolean reference = object.containsKey("$ref");
        Keywords.check(object, reference ? Keywords.REFERENCE : Keywords.SCHEMA, place, problems);
        merge(merged(object, place, path), whole, place);
      }
    }
    merge(target, whole, place);
    return whole;
  }

  private void checkType(SpecObject part, SpecObject whole, String place) {
    if (part.containsKey("type")
        && whole.containsKey("type")
        && !typeOf(part).equals(typeOf(whole))) {
      problems.add(
          whole.location("allOf"),
          place,
          "allOf has the types " + typeOf(part) + " and " + typeOf(whole) + "; give it one");
    }
  }

  private void merge(SpecObject part, SpecObject whole, String place) {
    SpecObject properties = new SpecObject(whole.location());
    for (SpecObject from : List.of(whole.object("properties"), part.object("properties"))) {
      for (String name : from.keySet()) {
        Object other = properties.get(name);
        if (other != null && !other.equals(from.get(name))) {
          problems.add(
              from.location(name),
              place,
              "allOf has the property " + name + " twice, with different schemas");
        }
        properties.put(name, from.get(name), from.location(name));
      }
    }
    if (!properties.isEmpty()) {
      whole.put("properties", properties);
    }
    List<Object> required = new ArrayList<>(whole.list("required"));
    required.addAll(part.list("required"));
    whole.put("required", required);
    checkType(part, whole, place);
    for (String keyword : MERGED) {
      if (part.containsKey(keyword) && !whole.containsKey(keyword)) {
        whole.put(keyword, part.get(keyword), part.location(keyword));
      }
    }
  }

  /** Returns whether the schema becomes a class: an object with properties, or an enum. */
  private boolean isClass(SpecObject schema) {
    if (schema.containsKey("$ref") || isWrappedReference(schema)) {
      return false;
    }
    return hasMembers(schema, new HashSet<>());
  }

  private boolean hasMembers(SpecObject schema, Set<SpecObject> seen) {
    SpecObject target = references.peek(schema);
    return isEnum(target)
        || !target.object("properties").isEmpty()
        || target.list("allOf").stream()
            .anyMatch(
                part ->
                    part instanceof SpecObject object
                        && seen.add(object)
                        && hasMembers(object, seen));
  }

  /**
   * Returns whether the schema becomes an enum. An enum of other values than strings is also open
   * for further values, and stays a scalar.
   */
  private static boolean isEnum(SpecObject schema) {
    return schema.containsKey("enum") && Set.of("string", "").contains(typeOf(schema));
  }

  /**
   * Returns whether an allOf wraps a single reference, which is how OpenAPI 3.0 adds keywords to a
   * reference.
   */
  private boolean isWrappedReference(SpecObject schema) {
    List<?> parts = schema.list("allOf");
    return parts.size() == 1
        && parts.get(0) instanceof SpecObject part
        && part.containsKey("$ref")
        && schema.keySet().stream()
            .allMatch(key -> BESIDE_A_REFERENCE.contains(key) || key.startsWith("x-"));
  }

  private static boolean isNumberOrString(SpecObject schema) {
    List<?> choices = schema.list("oneOf");
    return !choices.isEmpty()
        && choices.stream()
            .allMatch(
                choice ->
                    choice instanceof SpecObject object
                        && NUMBER_OR_STRING.contains(typeOf(object))
                        && !object.containsKey("enum"));
  }

  /** Returns the type, even if the spec omits it; an empty string if any type is allowed. */
  private static String typeOf(SpecObject schema) {
    String type = schema.text("type");
    if (type != null) {
      return type;
    }
    if (schema.containsKey("properties") || schema.containsKey("additionalProperties")) {
      return "object";
    }
    return schema.containsKey("items") ? "array" : "";
  }
}
