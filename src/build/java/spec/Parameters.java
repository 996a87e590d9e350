package spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Prepares the parameters that a caller sets. Parameters that the client sets aren't included. */
final class Parameters {
  private static final Pattern IN_PATH = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> PLACES = Set.of("path", "query", "header");

  private final References references;
  private final Schemas schemas;
  private final Problems problems;

  Parameters(References references, Schemas schemas, Problems problems) {
    this.references = references;
    this.schemas = schemas;
    this.problems = problems;
  }

  /**
   * Returns the parameters of an operation. Those of its path come first; the operation can replace
   * them with its own.
   */
  List<SpecObject> of(
      String path,
      SpecObject item,
      SpecObject operation,
      String place,
      String capital,
      JavaNames names,
      JavaTypes types) {
    Map<String, SpecObject> all = new LinkedHashMap<>();
    for (SpecObject owner : List.of(item, operation)) {
      Set<String> ofOwner = new HashSet<>();
      for (Object each : owner.list("parameters")) {
        if (!(each instanceof SpecObject reference)) {
          continue; // already reported
        }
        SpecObject parameter = references.resolve(reference, place + ", parameters");
        if (parameter.isEmpty() && reference.containsKey("$ref")) {
          continue; // already reported
        }
        check(parameter, reference, place);
        String key = parameter.text("in") + " " + parameter.text("name");
        if (!ofOwner.add(key)) {
          String here = place + ", parameter " + parameter.text("name");
          problems.add(reference.location(), here, "occurs twice; remove one");
        }
        all.put(key, parameter);
      }
    }
    List<SpecObject> prepared = new ArrayList<>();
    for (SpecObject parameter : all.values()) {
      String name = String.valueOf(parameter.text("name"));
      String in = String.valueOf(parameter.text("in"));
      if (!parameter.isTrue("x-set-by-client")
          && !Operations.isIgnored(in, name)
          && PLACES.contains(in)) {
        prepared.add(prepare(parameter, name, place, capital, names, types));
      }
    }
    checkPath(path, all.values(), operation.location(), place);
    return prepared;
  }

  private SpecObject prepare(
      SpecObject parameter,
      String name,
      String place,
      String capital,
      JavaNames names,
      JavaTypes types) {
    String here = place + ", parameter " + name;
    String in = parameter.text("in");
    String pascal = JavaNames.candidate(JavaNames.Kind.CLASS, name);
    SpecObject use = schemas.use(parameter.object("schema"), here, capital + pascal, pascal);
    boolean list = use.get("items") instanceof SpecObject;
    if (list && !in.equals("query")) {
      problems.add(parameter.location("schema"), here, "an array is supported in the query only");
    }
    SpecObject single = list ? use.object("items") : use;
    if (single.get("items") != null
        || single.get("additionalProperties") != null
        || single.containsKey("$ref") && !schemas.isEnumClass(single.text("$ref"))) {
      problems.add(
          parameter.location("schema"),
          here,
          "a parameter is a scalar, an enum or, in the query, an array of those");
    }
    types.add(use);
    types.add(in);
    SpecObject prepared = new SpecObject(parameter.location());
    prepared.put("name", in.equals("path") ? pathName(name) : name);
    prepared.put("in", in);
    boolean required = in.equals("path") || parameter.isTrue("required");
    prepared.put("required", required);
    if (!required) {
      types.add("nullable");
    }
    prepared.put("schema", use.without(Set.of("x-nullable")));
    prepared.put("x-type", JavaTypes.nameOf(use));
    prepared.put("x-name", names.nameFor(name));
    prepared.put("x-literal", Literals.escape(in.equals("path") ? pathName(name) : name));
    String description = parameter.text("description");
    prepared.put(
        "x-summary",
        (description == null || description.isBlank()
                ? "the parameter " + JavadocText.code(name)
                : JavadocText.oneLine(description))
            + (parameter.isTrue("deprecated") ? " (deprecated in the API)" : ""));
    return prepared;
  }

  private void check(SpecObject parameter, SpecObject reference, String place) {
    String name = parameter.text("name");
    String here = place + ", parameter " + name;
    String in = String.valueOf(parameter.text("in"));
    boolean component = reference.containsKey("$ref");
    Keywords.check(parameter, Keywords.PARAMETER, here, problems);
    if (name == null || name.isBlank()) {
      problems.add(parameter.location(), here, "has no name; add its name on the wire");
    }
    if (in.equals("header") && !String.valueOf(name).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      problems.add(parameter.location("name"), here, "isn't a valid name of a header; correct it");
    }
    if (!parameter.containsKey("schema")) {
      problems.add(parameter.location(), here, "has no schema; add one with its type");
    }
    if (!PLACES.contains(in)) {
      problems.add(
          parameter.location("in"),
          here,
          "in: " + in + " isn't supported; path, query and header are");
    }
    String style = in.equals("query") ? "form" : "simple";
    if (parameter.containsKey("style") && !style.equals(parameter.text("style"))) {
      problems.add(
          parameter.location("style"),
          here,
          "style other than " + style + " isn't supported; remove it");
    }
    boolean explode = in.equals("query");
    if (parameter.get("explode") instanceof Boolean value && value != explode) {
      problems.add(parameter.location("explode"), here, "explode: " + value + " isn't supported");
    }
    if (parameter.containsKey("x-set-by-client") && !(in.equals("header") && component)) {
      problems.add(
          parameter.location("x-set-by-client"),
          here,
          "x-set-by-client is for headers in components.parameters");
    }
    if (parameter.containsKey("x-throttle-scope") && !(in.equals("path") && component)) {
      problems.add(
          parameter.location("x-throttle-scope"),
          here,
          "x-throttle-scope is for path parameters in components.parameters");
    }
    if (parameter.containsKey("x-continuation") && !(in.equals("header") && component)) {
      problems.add(
          parameter.location("x-continuation"),
          here,
          "x-continuation is for headers in components.parameters");
    }
    if (parameter.containsKey("x-deleted-users") && !(in.equals("query") && component)) {
      problems.add(
          parameter.location("x-deleted-users"),
          here,
          "x-deleted-users is for query parameters in components.parameters");
    }
    if (parameter.containsKey("x-refused-with") && !parameter.containsKey("x-set-by-client")) {
      problems.add(
          parameter.location("x-refused-with"), here, "x-refused-with requires x-set-by-client");
    }
  }

  private void checkPath(String path, Iterable<SpecObject> all, Location location, String place) {
    List<String> named = IN_PATH.matcher(path).results().map(result -> result.group(1)).toList();
    if (IN_PATH.matcher(path).replaceAll("").matches(".*[{}].*")) {
      problems.add(location, place, "the path has an unpaired brace; add or remove one");
    }
    List<String> declared = new ArrayList<>();
    for (SpecObject parameter : all) {
      if ("path".equals(parameter.text("in"))) {
        declared.add(parameter.text("name"));
      }
    }
    for (String name : declared) {
      if (declared.stream()
          .anyMatch(other -> !other.equals(name) && pathName(other).equals(pathName(name)))) {
        problems.add(
            location,
            place,
            "the path parameter " + name + " is too similar to another; rename one");
      }
    }
    for (String name : named) {
      if (!declared.contains(name)) {
        problems.add(
            location, place, "the path names {" + name + "}, which isn't a path parameter");
      }
    }
    for (String name : declared) {
      if (!named.contains(name)) {
        problems.add(location, place, "the path parameter " + name + " isn't in the path");
      }
    }
  }

  /**
   * Returns the name of a path parameter for Retrofit, which allows fewer names than OpenAPI. These
   * names aren't sent.
   */
  static String pathName(String name) {
    String plain = name.replaceAll("[^a-zA-Z0-9_-]", "-");
    return plain.matches("[a-zA-Z].*") ? plain : "p" + plain;
  }

  String retrofitPath(String path) {
    return IN_PATH.matcher(path).replaceAll(Parameters::retrofitName);
  }

  private static String retrofitName(MatchResult parameter) {
    return "{" + pathName(parameter.group(1)) + "}";
  }
}
