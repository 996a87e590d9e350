package io.partnercenter.users.spec;

import com.github.curiousoddman.rgxgen.RgxGen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;

/** Random JSON values that a schema of the spec admits, and values that it doesn't admit. */
final class SchemaValues {
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "enum",
          "minimum",
          "maximum",
          "properties",
          "required",
          "additionalProperties",
          "default",
          "example",
          "description");

  /** The length of texts without a maximum of their own. */
  private static final int MAX_LENGTH = 20;

  /** One character by the spec, two by Java. */
  private static final String EMOJI = "\ud83d\ude00";

  /** A value that breaks the schema in one place, and what is wrong there. */
  record Broken(@Nullable Object value, Break how) {}

  private final SpecTree tree;
  private final StringArbitrary texts;

  /**
   * @param texts makes the texts for which the schema has no rules
   */
  SchemaValues(SpecTree tree, StringArbitrary texts) {
    this.tree = tree;
    this.texts = texts.ofMaxLength(MAX_LENGTH);
  }

  /** Returns random values that the schema admits. */
  Arbitrary<Object> valid(Object reference) {
    Map<?, ?> schema = schema(reference);
    if (schema.containsKey("enum")) {
      return Arbitraries.of(SpecTree.list(schema.get("enum"))).asGeneric();
    }
    return switch (type(schema)) {
      case "string" -> text(schema).asGeneric();
      case "integer" ->
          Arbitraries.oneOf(
                  Arbitraries.of(min(schema), max(schema)),
                  Arbitraries.longs().between(min(schema), max(schema)))
              .asGeneric();
      case "boolean" -> Arbitraries.of(true, false).asGeneric();
      case "object" -> object(schema).asGeneric();
      default -> throw new IllegalStateException("no values can be made for " + schema);
    };
  }

  private Map<?, ?> schema(Object reference) {
    Map<?, ?> schema = tree.resolve(reference);
    for (Object keyword : schema.keySet()) {
      if (!KEYWORDS.contains(keyword) && !keyword.toString().startsWith("x-")) {
        throw new IllegalStateException(
            "SchemaValues makes no values for the keyword "
                + keyword
                + " of "
                + schema
                + ": add it to KEYWORDS, and make values that obey it and values that break it");
      }
    }
    return schema;
  }

  private static String type(Map<?, ?> schema) {
    return String.valueOf(schema.get("type"));
  }

  private static long min(Map<?, ?> schema) {
    return ((Number) Objects.requireNonNullElse(schema.get("minimum"), Integer.MIN_VALUE))
        .longValue();
  }

  private static long max(Map<?, ?> schema) {
    return ((Number) Objects.requireNonNullElse(schema.get("maximum"), Integer.MAX_VALUE))
        .longValue();
  }

  private Arbitrary<String> text(Map<?, ?> schema) {
    if ("uuid".equals(schema.get("format"))) {
      return Combinators.combine(
              Arbitraries.longs(), Arbitraries.longs(), Arbitraries.of(true, false))
          .as(
              (high, low, upper) -> {
                String id = new UUID(high, low).toString();
                return upper ? id.toUpperCase(Locale.ROOT) : id;
              });
    }
    Object pattern = schema.get("pattern");
    if (pattern != null) {
      RgxGen generator = RgxGen.parse(pattern.toString());
      Arbitrary<String> any = Arbitraries.randomValue(generator::generate);
      Object example = schema.get("example");
      return example == null ? any : Arbitraries.oneOf(Arbitraries.just(example.toString()), any);
    }
    int min = ((Number) Objects.requireNonNullElse(schema.get("minLength"), 0)).intValue();
    Number max = (Number) schema.get("maxLength");
    return max == null
        ? texts.ofMinLength(min)
        : Arbitraries.oneOf(
            texts.ofMinLength(min).ofMaxLength(Math.min(max.intValue(), MAX_LENGTH)),
            Arbitraries.of("x".repeat(max.intValue()), EMOJI.repeat(max.intValue())));
  }

  private Arbitrary<Map<String, Object>> object(Map<?, ?> schema) {
    List<Arbitrary<Map<String, Object>>> parts = new ArrayList<>();
    SpecTree.map(schema.get("properties"))
        .forEach(
            (name, property) -> {
              Arbitrary<Map<String, Object>> part =
                  valid(property).map(value -> Map.of(name.toString(), value));
              parts.add(isRequired(schema, name) ? part : orNothing(part));
            });
    if (isOpen(schema)) {
      parts.add(orNothing(unknownProperty(schema)));
    }
    return Combinators.combine(parts).as(SchemaValues::joined);
  }

  private static Arbitrary<Map<String, Object>> orNothing(Arbitrary<Map<String, Object>> part) {
    return part.optional(0.5).map(optional -> optional.orElse(Map.of()));
  }

  private static Map<String, Object> joined(List<Map<String, Object>> parts) {
    Map<String, Object> joined = new LinkedHashMap<>();
    parts.forEach(joined::putAll);
    return joined;
  }

  private static boolean isRequired(Map<?, ?> schema, Object property) {
    return SpecTree.list(schema.get("required")).contains(property);
  }

  private static boolean isOpen(Map<?, ?> schema) {
    return !Boolean.FALSE.equals(schema.get("additionalProperties"));
  }

  /** Returns a property with any JSON and a name that the schema doesn't have in any case. */
  private Arbitrary<Map<String, Object>> unknownProperty(Map<?, ?> schema) {
    Arbitrary<String> names =
        texts.filter(
            name ->
                SpecTree.map(schema.get("properties")).keySet().stream()
                    .noneMatch(known -> known.toString().equalsIgnoreCase(name)));
    return Combinators.combine(names, json())
        .as(
            (name, value) -> {
              Map<String, Object> property = new LinkedHashMap<>();
              property.put(name, value);
              return property;
            });
  }

  /** Returns any JSON, including null. */
  private Arbitrary<Object> json() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            texts.asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    return Arbitraries.oneOf(
            scalars,
            scalars.list().ofMaxSize(3).asGeneric(),
            Arbitraries.maps(texts, scalars).ofMaxSize(3).asGeneric())
        .injectNull(0.1);
  }

  /** Returns values that break the schema in one place. */
  List<Arbitrary<Broken>> broken(Object reference) {
    Map<?, ?> schema = schema(reference);
    List<Arbitrary<Broken>> broken = new ArrayList<>();
    for (Object value : Arrays.asList(null, true, 7L, 0.5, "text", List.of(), Map.of())) {
      if (!isOfType(value, type(schema))) {
        broken.add(Arbitraries.just(new Broken(value, Break.of("of another type"))));
      }
    }
    switch (type(schema)) {
      case "string" -> broken.addAll(brokenText(schema));
      case "integer" -> broken.addAll(brokenNumber(schema));
      case "object" -> broken.addAll(brokenObject(schema));
      default -> {} // a boolean is broken by its type alone
    }
    return broken;
  }

  private static boolean isOfType(@Nullable Object value, String type) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "integer" -> value instanceof Long;
      case "boolean" -> value instanceof Boolean;
      default -> value instanceof Map;
    };
  }

  private static Arbitrary<Broken> broken(Arbitrary<?> values, String how) {
    return values.map(value -> new Broken(value, Break.of(how)));
  }

  /** Returns texts that a parameter with this schema can't have; none if it admits every text. */
  List<Arbitrary<Broken>> brokenText(Object reference) {
    Map<?, ?> schema = schema(reference);
    List<Arbitrary<Broken>> broken = new ArrayList<>();
    List<String> values = SpecTree.list(schema.get("enum")).stream().map(Object::toString).toList();
    if (!values.isEmpty()) {
      broken.add(broken(texts.filter(text -> noneEquals(values, text)), "no value of the enum"));
      broken.add(
          Arbitraries.of(values)
              .map(SchemaValues::inAnotherCase)
              .map(value -> new Broken(value, Break.VALUE_IN_ANOTHER_CASE)));
    } else if ("uuid".equals(schema.get("format"))) {
      Predicate<String> isUuid = Pattern.compile("(?i)[0-9a-f-]{36}").asMatchPredicate();
      broken.add(broken(texts.filter(isUuid.negate()), "no UUID"));
      broken.add(broken(valid(schema).map(id -> id.toString().replace("-", "")), "no UUID"));
    } else if (schema.containsKey("pattern")) {
      Pattern pattern = Pattern.compile(schema.get("pattern").toString());
      broken.add(broken(texts.filter(pattern.asPredicate().negate()), "no match"));
      Object example = schema.get("example");
      if (example != null && !pattern.matcher(inAnotherCase(example)).find()) {
        broken.add(broken(valid(schema).map(SchemaValues::inAnotherCase), "no match"));
      }
    } else if (schema.containsKey("minLength") || schema.containsKey("maxLength")) {
      broken.addAll(brokenLength(schema));
    } else if (Set.of("integer", "boolean").contains(type(schema))) {
      broken.add(broken(texts.filter(text -> !text.matches("[+-]?[0-9]+|(?i)true|false")), "text"));
    }
    if (type(schema).equals("integer")) {
      broken.addAll(brokenNumber(schema));
    }
    return broken;
  }

  private static List<Arbitrary<Broken>> brokenLength(Map<?, ?> schema) {
    List<Arbitrary<Broken>> broken = new ArrayList<>();
    if (schema.containsKey("minLength")) {
      broken.add(broken(Arbitraries.just(""), "too short"));
    }
    if (schema.get("maxLength") instanceof Number max) {
      int tooLong = max.intValue() + 1;
      broken.add(broken(Arbitraries.of("x".repeat(tooLong), EMOJI.repeat(tooLong)), "too long"));
    }
    return broken;
  }

  private static List<Arbitrary<Broken>> brokenNumber(Map<?, ?> schema) {
    long tooSmall = min(schema) - 1;
    long tooLarge = max(schema) + 1;
    return List.of(
        broken(Arbitraries.of(tooSmall, tooLarge), "out of range"),
        broken(Arbitraries.longs().lessOrEqual(tooSmall), "too small"),
        broken(Arbitraries.longs().greaterOrEqual(tooLarge), "too large"));
  }

  private static boolean noneEquals(List<String> values, String text) {
    return values.stream().noneMatch(text::equalsIgnoreCase);
  }

  static String inAnotherCase(Object text) {
    String upper = text.toString().toUpperCase(Locale.ROOT);
    return upper.equals(text) ? text.toString().toLowerCase(Locale.ROOT) : upper;
  }

  private List<Arbitrary<Broken>> brokenObject(Map<?, ?> schema) {
    List<Arbitrary<Broken>> broken = new ArrayList<>();
    Arbitrary<Map<String, Object>> whole = object(schema);
    if (!isOpen(schema)) {
      broken.add(
          Combinators.combine(whole, unknownProperty(schema))
              .as(
                  (object, unknown) ->
                      new Broken(joined(List.of(object, unknown)), Break.of("unknown property"))));
    }
    SpecTree.map(schema.get("properties"))
        .forEach(
            (name, property) -> {
              broken.add(with(whole, name, broken(property)));
              if (isRequired(schema, name)) {
                broken.add(
                    whole.map(
                        object -> new Broken(without(object, name), Break.of(name + " missing"))));
              }
              if (isRequired(schema, name) || !isOpen(schema)) {
                broken.add(inAnotherCase(whole, name, property));
              }
              if (!isOpen(schema)) {
                broken.add(twice(whole, name, property));
              }
            });
    return broken;
  }

  private static Arbitrary<Broken> with(
      Arbitrary<Map<String, Object>> whole, Object name, List<Arbitrary<Broken>> values) {
    return Combinators.combine(whole, Arbitraries.of(values).flatMap(each -> each))
        .as(
            (object, value) -> {
              Map<String, Object> changed = new LinkedHashMap<>(object);
              changed.put(name.toString(), value.value());
              return new Broken(changed, value.how().in(name));
            });
  }

  private Arbitrary<Broken> inAnotherCase(
      Arbitrary<Map<String, Object>> whole, Object name, Object property) {
    return Combinators.combine(whole, valid(property))
        .as(
            (object, value) -> {
              Map<String, Object> changed = without(object, name);
              changed.put(inAnotherCase(name), value);
              return new Broken(changed, Break.NAME_IN_ANOTHER_CASE);
            });
  }

  private Arbitrary<Broken> twice(
      Arbitrary<Map<String, Object>> whole, Object name, Object property) {
    return Combinators.combine(whole, valid(property), valid(property), Arbitraries.of(true, false))
        .as(
            (object, value, other, same) -> {
              Map<String, Object> changed = new LinkedHashMap<>(object);
              changed.put(name.toString(), value);
              changed.put(inAnotherCase(name), same ? value : other);
              return new Broken(
                  changed,
                  same || value.equals(other) ? Break.NAME_TWICE : Break.NAME_OF_TWO_VALUES);
            });
  }

  private static Map<String, Object> without(Map<String, Object> object, Object name) {
    Map<String, Object> changed = new LinkedHashMap<>(object);
    changed.remove(name);
    return changed;
  }
}
