package spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Prepares a whole spec. */
final class PreparedDocument {
  private final SpecObject document;
  private final Problems problems;
  private final References references;
  private final Schemas schemas;

  PreparedDocument(SpecObject document, Problems problems) {
    this.document = document;
    this.problems = problems;
    this.references = new References(document, problems);
    this.schemas =
        new Schemas(document.object("components").object("schemas"), references, problems);
  }

  SpecObject prepare() {
    check();
    schemas.prepareComponents();
    Parameters parameters = new Parameters(references, schemas, problems);
    Operations operations = new Operations(document, references, schemas, parameters, problems);
    operations.checkSecurity(document, "the document");
    SpecObject prepared = new SpecObject(document.location());
    prepared.put("openapi", "3.0.3");
    prepared.put("info", document.get("info"));
    prepared.put("servers", servers());
    prepared.put("paths", operations.prepare());
    prepared.put("components", components(prepared));
    prepared.put("x-secrets", secrets().stream().toList());
    prepared.put("x-errors", document.get("x-errors"));
    return prepared;
  }

  private void check() {
    Keywords.check(document, Keywords.DOCUMENT, "the document", problems);
    if (!String.valueOf(document.text("openapi")).startsWith("3.0.")) {
      problems.add(document.location("openapi"), "the document", "isn't OpenAPI 3.0.x");
    }
    Keywords.check(document.object("components"), Keywords.COMPONENTS, "components", problems);
    for (String part : List.of("info", "paths")) {
      if (!document.containsKey(part)) {
        problems.add(document.location(), "the document", "has no " + part + "; add it");
      }
    }
    Keywords.checkObjects(document.object("paths"), "paths", problems);
  }

  private List<SpecObject> servers() {
    JavaNames names = new JavaNames(JavaNames.Kind.CONSTANT);
    List<SpecObject> servers = new ArrayList<>();
    for (Object each : document.list("servers")) {
      if (!(each instanceof SpecObject server)) {
        continue;
      }
      if (server.text("url") == null || server.containsKey("variables")) {
        problems.add(server.location(), "servers", "a server must have a url and no variables");
      }
      String name = server.text("x-constant-name");
      SpecObject prepared = new SpecObject(server.location());
      prepared.put("url", server.text("url"));
      prepared.put(
          "x-name",
          names.nameFor(
              name != null
                  ? name
                  : String.valueOf(server.text("url")).replaceFirst("^\\w+://", "")));
      prepared.put("x-literal", Literals.escape(String.valueOf(server.text("url"))));
      servers.add(prepared);
    }
    return servers;
  }

  private SpecObject components(SpecObject prepared) {
    SpecObject components = document.object("components");
    SpecObject target = new SpecObject(components.location());
    SpecObject models = schemas.prepared();
    removeConstants(models, prepared.get("paths"));
    new ChangesMethods(models, problems).add();
    Models all = new Models(models);
    all.complete();
    suppressDeprecation(prepared, all);
    prepared.put(
        "x-has-deprecated",
        models.values().stream().anyMatch(model -> ((SpecObject) model).isTrue("x-deprecated")));
    target.put("schemas", models);
    target.put("parameters", named(components.object("parameters")));
    target.put("headers", named(components.object("headers")));
    target.put("securitySchemes", components.object("securitySchemes"));
    return target;
  }

  /** Returns the names of the secret properties in lower case, as the log searches for them. */
  private Set<String> secrets() {
    Set<String> secrets = new TreeSet<>();
    for (Object model : schemas.prepared().values()) {
      for (Object property : ((SpecObject) model).object("properties").values()) {
        if (((SpecObject) property).isTrue("x-secret")) {
          secrets.add(((SpecObject) property).text("x-literal").toLowerCase(Locale.ROOT));
        }
      }
    }
    return secrets;
  }

  private static void suppressDeprecation(SpecObject prepared, Models models) {
    SpecObject paths = prepared.object("paths");
    for (String path : paths.keySet()) {
      for (Object operation : paths.object(path).values()) {
        if (models.refersToDeprecated((SpecObject) operation)) {
          ((SpecObject) operation).put("x-suppress-deprecation", true);
        }
      }
    }
  }

  /**
   * Returns the parameters or headers, each with the name of its constant: the client sets or reads
   * them, or counts requests by them.
   */
  private SpecObject named(SpecObject originals) {
    JavaNames names = new JavaNames(JavaNames.Kind.CONSTANT);
    SpecObject target = new SpecObject(originals.location());
    for (String key : originals.keySet()) {
      SpecObject original = references.resolve(originals.object(key), "components, " + key);
      SpecObject prepared = original.without(Set.of("example", "examples", "description"));
      SpecObject schema = references.resolve(original.object("schema"), "components, " + key);
      SpecObject simple = new SpecObject(schema.location());
      simple.put("type", "string");
      List<?> values = schema.list("enum");
      Object value =
          schema.containsKey("default") || values.size() != 1
              ? schema.get("default")
              : values.get(0);
      if (value != null) {
        prepared.put("x-default", Literals.escape(value.toString()));
      }
      if (original.containsKey("x-deleted-users")) {
        prepared.put("x-deleted-users", Literals.escape(original.text("x-deleted-users")));
      }
      prepared.put("schema", simple);
      String name = String.valueOf(original.text("name"));
      if ("path".equals(original.text("in"))) {
        name = Parameters.pathName(name);
        prepared.put("name", name);
      }
      prepared.put("x-name", names.nameFor(key));
      prepared.put("x-literal", Literals.escape(original.containsKey("name") ? name : key));
      target.put(key, prepared);
    }
    return target;
  }

  /**
   * Removes each model that has one possible value and that nothing uses, because its value is
   * written automatically.
   */
  private static void removeConstants(SpecObject models, Object paths) {
    boolean removed;
    do {
      Set<String> used = new HashSet<>();
      collectReferences(paths, used);
      models.values().forEach(model -> collectReferences(model, used));
      removed =
          models
              .entrySet()
              .removeIf(
                  model ->
                      !used.contains(model.getKey()) && isConstant((SpecObject) model.getValue()));
    } while (removed);
  }

  private static boolean isConstant(SpecObject model) {
    return model.containsKey("enum")
        ? model.list("enum").size() == 1
        : model.object("properties").isEmpty();
  }

  private static void collectReferences(Object node, Set<String> used) {
    if (node instanceof SpecObject object) {
      if (object.containsKey("$ref")) {
        used.add(References.nameIn(object.text("$ref")));
      }
      object.values().forEach(child -> collectReferences(child, used));
    } else if (node instanceof List<?> list) {
      list.forEach(child -> collectReferences(child, used));
    }
  }
}
