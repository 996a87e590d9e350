package io.partnercenter.users.contract;

import io.partnercenter.users.contract.SpecPromise.Kind;
import io.partnercenter.users.spec.SpecTree;
import io.partnercenter.users.spec.SpecTree.Operation;
import io.partnercenter.users.spec.SpecTree.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds out which interactions pin what the spec promises. */
final class Coverage {
  private final SpecTree spec;
  private final List<PactInteraction> interactions;
  private final Map<String, SpecPromise> promises = new LinkedHashMap<>();

  private Coverage(SpecTree spec, List<PactInteraction> interactions) {
    this.spec = spec;
    this.interactions = interactions;
  }

  /** Returns all promises, in the order of the spec. */
  static List<SpecPromise> of(SpecTree spec, List<PactInteraction> interactions) {
    Coverage coverage = new Coverage(spec, interactions);
    spec.operations().forEach(coverage::operation);
    return List.copyOf(coverage.promises.values());
  }

  /** Returns the ids of the promises that no interaction pins. */
  static Set<String> open(List<SpecPromise> promises) {
    Set<String> open = new TreeSet<>();
    promises.forEach(promise -> open.add(promise.id()));
    promises.stream().filter(SpecPromise::isPinned).map(SpecPromise::id).forEach(open::remove);
    return open;
  }

  private void operation(Operation operation) {
    List<PactInteraction> all = filter(interactions, each -> each.isOf(operation));
    pin(operation, Kind.OPERATION, operation.toString(), all);
    for (Map<?, ?> parameter : operation.parameters()) {
      String name = parameter.get("name").toString();
      String in = parameter.get("in").toString();
      pin(operation, Kind.PARAMETER, name, filter(all, each -> each.request().has(in, name)));
      for (Object value : SpecTree.list(spec.resolve(parameter.get("schema")).get("enum"))) {
        pin(
            operation,
            Kind.PARAMETER_VALUE,
            name + " " + value,
            filter(all, each -> each.request().values(in, name).contains(value.toString())));
      }
    }
    new BodyCoverage(operation, Kind.REQUEST_PROPERTY, Kind.REQUEST_VALUE)
        .schema(
            operation.requestSchema(),
            all.stream().map(each -> new Body(each, each.request().body())).toList(),
            Set.of());
    operation.responses().forEach((status, response) -> status(operation, status, response, all));
  }

  private void status(
      Operation operation, String status, Response response, List<PactInteraction> all) {
    List<PactInteraction> withStatus =
        filter(all, each -> String.valueOf(each.response().status()).equals(status));
    pin(operation, Kind.STATUS, status, withStatus);
    for (Object header : response.headers()) {
      String name = header.toString();
      pin(
          operation,
          Kind.RESPONSE_HEADER,
          name,
          filter(withStatus, each -> each.response().has("header", name)));
    }
    new BodyCoverage(operation, Kind.RESPONSE_PROPERTY, Kind.RESPONSE_VALUE)
        .schema(
            response.schema(),
            withStatus.stream().map(each -> new Body(each, each.response().body())).toList(),
            Set.of());
  }

  /** Adds interactions to a promise: another status or property may have the same promise. */
  private void pin(Operation operation, Kind kind, String name, List<PactInteraction> by) {
    Set<String> descriptions = new TreeSet<>();
    by.forEach(each -> descriptions.add(each.description()));
    String key = String.join(" ", operation.toString(), kind.toString(), name);
    SpecPromise before = promises.get(key);
    if (before != null) {
      descriptions.addAll(before.interactions());
    }
    promises.put(key, new SpecPromise(operation, kind, name, List.copyOf(descriptions)));
  }

  private static List<PactInteraction> filter(
      List<PactInteraction> interactions, Predicate<PactInteraction> condition) {
    return interactions.stream().filter(condition).toList();
  }

  /** A value in a body, and the interaction of that body. */
  private record Body(PactInteraction interaction, Object value) {}

  /** The request bodies or the response bodies of an operation. */
  private final class BodyCoverage {
    private final Operation operation;
    private final Kind property;
    private final Kind value;

    BodyCoverage(Operation operation, Kind property, Kind value) {
      this.operation = operation;
      this.property = property;
      this.value = value;
    }

    /** Pins what a schema promises. A schema within itself is skipped: it promises nothing new. */
    void schema(Object reference, List<Body> bodies, Set<String> outer) {
      Map<?, ?> schema = spec.resolve(reference);
      String name = SpecTree.nameOf(reference);
      Set<String> inner = new TreeSet<>(outer);
      if (!name.isEmpty() && !inner.add(name)) {
        return;
      }
      for (Object each : SpecTree.list(schema.get("enum"))) {
        pinBy(value, name + " " + each, bodies.stream().filter(b -> each.equals(b.value)).toList());
      }
      SpecTree.map(schema.get("properties"))
          .forEach(
              (each, propertySchema) -> {
                List<Body> values =
                    bodies.stream()
                        .filter(body -> SpecTree.map(body.value).containsKey(each))
                        .map(body -> new Body(body.interaction, SpecTree.map(body.value).get(each)))
                        .toList();
                pinBy(property, name + "." + each, values);
                schema(propertySchema, values, inner);
              });
      if (schema.get("items") != null) {
        List<Body> values =
            bodies.stream()
                .flatMap(
                    body ->
                        SpecTree.list(body.value).stream()
                            .map(each -> new Body(body.interaction, each)))
                .toList();
        schema(schema.get("items"), values, inner);
      }
    }

    private void pinBy(Kind kind, String name, List<Body> bodies) {
      pin(operation, kind, name, bodies.stream().map(Body::interaction).toList());
    }
  }
}
