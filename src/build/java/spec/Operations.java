package spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prepares the operations: each has one tag, a valid Java name, the parameters that a caller sets,
 * at most one body and one successful response. Error responses aren't generated, because the
 * wrapper handles them.
 */
final class Operations {
  private static final String JSON = "application/json";

  /** Headers that OpenAPI describes elsewhere than in parameters. */
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private final SpecObject document;
  private final References references;
  private final Schemas schemas;
  private final Parameters parameters;
  private final Problems problems;
  private final Map<String, Location> placeOfOperation = new HashMap<>();
  private final Map<String, JavaNames> methodsOfTag = new HashMap<>();
  private final JavaNames interfaces = new JavaNames(JavaNames.Kind.INTERFACE);
  private final Map<String, String> interfaceOfTag = new HashMap<>();
  private final Map<String, JavaTypes> typesOfTag = new HashMap<>();
  private final Map<String, List<SpecObject>> operationsOfTag = new LinkedHashMap<>();

  Operations(
      SpecObject document,
      References references,
      Schemas schemas,
      Parameters parameters,
      Problems problems) {
    this.document = document;
    this.references = references;
    this.schemas = schemas;
    this.parameters = parameters;
    this.problems = problems;
  }

  /** Returns the prepared paths. */
  SpecObject prepare() {
    SpecObject paths = document.object("paths");
    SpecObject prepared = new SpecObject(paths.location());
    for (String path : paths.keySet()) {
      if (path.startsWith("x-") || !(paths.get(path) instanceof SpecObject item)) {
        continue;
      }
      if (!path.startsWith("/")) {
        problems.add(paths.location(path), "path " + path, "doesn't begin with /; add it");
      }
      Keywords.check(item, Keywords.PATH_ITEM, "path " + path, problems);
      SpecObject preparedItem = new SpecObject(item.location());
      for (String method : item.keySet()) {
        if (Keywords.METHODS.contains(method) && item.get(method) instanceof SpecObject) {
          preparedItem.put(method, operation(path, method, item));
        }
      }
      prepared.put(parameters.retrofitPath(path), preparedItem);
    }
    operationsOfTag.forEach(
        (tag, operations) ->
            operations.forEach(operation -> typesOfTag.get(tag).putInto(operation)));
    return prepared;
  }

  private SpecObject operation(String path, String method, SpecObject item) {
    SpecObject operation = item.object(method);
    String place = method.toUpperCase(Locale.ROOT) + " " + path;
    Keywords.check(operation, Keywords.OPERATION, place, problems);
    SpecObject prepared = new SpecObject(operation.location());
    String tag = tag(operation);
    JavaTypes types = typesOfTag.computeIfAbsent(tag, key -> new JavaTypes());
    operationsOfTag.computeIfAbsent(tag, key -> new ArrayList<>()).add(prepared);
    prepared.put("tags", List.of(tag));
    prepared.put("x-tag", JavadocText.oneLine(String.valueOf(first(operation.list("tags"), tag))));
    String name = name(operation, tag, place);
    prepared.put("operationId", "operation" + placeOfOperation.size()); // unique, for the generator
    prepared.put("x-name", name);
    describe(operation, prepared);
    checkSecurity(operation, place);
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    JavaNames names = new JavaNames(JavaNames.Kind.METHOD);
    prepared.put("parameters", parameters.of(path, item, operation, place, capital, names, types));
    if (operation.get("requestBody") instanceof SpecObject) {
      body(operation, method, place, capital, names, types, prepared);
    }
    prepared.put("responses", success(operation, place, capital, types, prepared));
    // relative, so that a base URL can have a path
    prepared.put("x-path", Literals.escape(parameters.retrofitPath(path).replaceFirst("^/", "")));
    boolean deleteWithBody = method.equals("delete") && prepared.containsKey("requestBody");
    if (deleteWithBody) {
      prepared.put("x-delete-with-body", true);
      types.add("http");
    }
    if (!deleteWithBody || prepared.isTrue("x-optional-body")) {
      types.add(method);
    }
    return prepared;
  }

  /** Returns the interface of the first tag. Operations without a tag share an interface. */
  private String tag(SpecObject operation) {
    String wireTag = String.valueOf(first(operation.list("tags"), "Default"));
    return interfaceOfTag.computeIfAbsent(wireTag, interfaces::nameFor);
  }

  private static Object first(List<?> list, Object defaultValue) {
    return list.isEmpty() ? defaultValue : list.get(0);
  }

  private String name(SpecObject operation, String tag, String place) {
    String id = operation.text("operationId");
    if (id == null || id.isBlank()) {
      problems.add(
          operation.location(), place, "has no operationId; add one, because it names the method");
      return "operation"; // a placeholder, to find further problems
    }
    Location first = placeOfOperation.putIfAbsent(id, operation.location("operationId"));
    if (first != null) {
      problems.add(
          operation.location("operationId"),
          place,
          "the operationId " + id + " is also used in " + first + "; rename one");
    }
    return methodsOfTag
        .computeIfAbsent(tag, key -> new JavaNames(JavaNames.Kind.METHOD))
        .nameFor(id);
  }

  private static void describe(SpecObject operation, SpecObject prepared) {
    List<String> paragraphs = new ArrayList<>();
    for (String key : List.of("summary", "description")) {
      String text = operation.text(key);
      if (text != null && !text.isBlank()) {
        paragraphs.add(text.strip());
      }
    }
    SpecObject described = new SpecObject(operation.location());
    described.put("description", String.join("\n\n", paragraphs));
    described.put("deprecated", operation.get("deprecated"));
    Schemas.describe(described, prepared);
  }

  private void body(
      SpecObject operation,
      String method,
      String place,
      String capital,
      JavaNames names,
      JavaTypes types,
      SpecObject prepared) {
    String here = place + ", request body";
    SpecObject body = references.resolve(operation.object("requestBody"), here);
    Keywords.check(body, Keywords.BODY, here, problems);
    if (method.equals("get")) {
      problems.add(
          operation.location("requestBody"), here, "a GET can't have a request body; use POST");
      return;
    }
    SpecObject schema = content(body, here);
    if (schema == null) {
      problems.add(body.location(), here, "has no content; add its schema");
      return;
    }
    String name = nameOf(operation.object("requestBody"), capital) + "Request";
    SpecObject use = schemas.use(schema, here, name, name);
    types.add(use);
    types.add("body");
    String reference = use.text("$ref");
    SpecObject preparedBody = new SpecObject(body.location());
    preparedBody.put("required", body.isTrue("required"));
    preparedBody.put("content", content(use));
    preparedBody.put("x-type", JavaTypes.nameOf(use));
    preparedBody.put(
        "x-name", names.nameFor(reference == null ? "body" : References.nameIn(reference)));
    String description = body.text("description");
    preparedBody.put(
        "x-summary",
        description == null ? "the body of the request" : JavadocText.oneLine(description));
    prepared.put("requestBody", preparedBody);
    if (!body.isTrue("required")) {
      prepared.put("x-optional-body", true);
    }
  }

  private SpecObject success(
      SpecObject operation,
      String place,
      String capital,
      JavaTypes types,
      SpecObject preparedOperation) {
    SpecObject responses = operation.object("responses");
    SpecObject first = null;
    boolean any = false;
    for (String status : responses.keySet()) {
      if (status.startsWith("x-")) {
        continue;
      }
      String here = place + ", response " + status;
      SpecObject response = references.resolve(responses.object(status), here);
      Keywords.check(response, Keywords.RESPONSE, here, problems);
      if (!status.matches("[1-5]([0-9][0-9]|XX)|default")) {
        problems.add(responses.location(status), here, "isn't a status such as '200' or default");
      }
      references.check(response.get("headers"), here);
      if (!status.matches("2..")) {
        references.check(response.get("content"), here);
        continue;
      }
      SpecObject schema = content(response, here);
      String name = nameOf(responses.object(status), capital) + "Response";
      SpecObject use = schema == null ? null : schemas.use(schema, here, name, name);
      if (any && (use == null ? first != null : !use.equals(first))) {
        problems.add(
            responses.location(status),
            here,
            "has a different body than the successful response before it; give them the same");
      }
      any = true;
      first = use;
    }
    if (!any) {
      problems.add(operation.location("responses"), place, "has no response 2xx; add one");
    }
    SpecObject success = new SpecObject(responses.location());
    success.put("description", "Success.");
    if (first == null) {
      types.add("nullable");
    } else {
      types.add(first);
      preparedOperation.put("x-result", JavaTypes.nameOf(first));
      success.put("content", content(first));
    }
    SpecObject prepared = new SpecObject(responses.location());
    prepared.put("200", success);
    return prepared;
  }

  /**
   * Returns the name of a referenced component, so that operations that share it also share its
   * class; otherwise the default.
   */
  private static String nameOf(SpecObject owner, String defaultName) {
    return owner.text("$ref") == null ? defaultName : References.nameIn(owner.text("$ref"));
  }

  private static SpecObject content(SpecObject use) {
    SpecObject mediaType = new SpecObject(use.location());
    mediaType.put("schema", use.without(Set.of("x-nullable")));
    SpecObject content = new SpecObject(use.location());
    content.put(JSON, mediaType);
    return content;
  }

  /** Returns the schema of the JSON content; null if there is no content. */
  private SpecObject content(SpecObject owner, String place) {
    SpecObject content = owner.object("content");
    if (content.isEmpty()) {
      return null;
    }
    for (String mediaType : content.keySet()) {
      if (mediaType.matches("(?i)(application/(.+\\+)?|text/)json *(;.*)?")) {
        SpecObject json = content.object(mediaType);
        Keywords.check(json, Keywords.MEDIA_TYPE, place, problems);
        return json.object("schema");
      }
    }
    problems.add(
        owner.location("content"),
        place,
        "has only " + String.join(", ", content.keySet()) + "; only JSON is supported");
    return new SpecObject(owner.location());
  }

  /**
   * Reports security other than one bearer scheme, because the client sends only its access token
   * with every request.
   */
  void checkSecurity(SpecObject node, String place) {
    if (!node.containsKey("security")) {
      return;
    }
    SpecObject schemes = document.object("components").object("securitySchemes");
    List<?> requirements = node.list("security");
    boolean bearer =
        requirements.size() == 1
            && requirements.get(0) instanceof SpecObject requirement
            && requirement.size() == 1
            && requirement.keySet().stream()
                .allMatch(scheme -> "bearer".equals(schemes.object(scheme).text("scheme")));
    if (!bearer) {
      problems.add(
          node.location("security"),
          place,
          "security other than the one bearer scheme isn't supported; remove it");
    }
  }

  static boolean isIgnored(String in, String name) {
    return "header".equals(in) && IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }
}
