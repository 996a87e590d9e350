package io.partnercenter.users.contract;

import io.partnercenter.users.spec.Spec;
import io.partnercenter.users.spec.SpecTree;
import io.partnercenter.users.spec.SpecTree.Operation;
import io.partnercenter.users.spec.SpecTree.Response;
import io.partnercenter.users.spec.SpecValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what is wrong with an interaction according to a spec. A validator checks what the spec
 * describes. This class also reports what the spec doesn't name, which a validator accepts.
 */
final class SpecCheck {
  /** Headers of HTTP itself, which the spec doesn't name. */
  private static final Set<String> HTTP = Set.of("accept", "authorization", "content-type");

  private final SpecTree tree;
  private final SpecValidator validator;

  SpecCheck(String spec) {
    tree = new SpecTree(Spec.parse(spec));
    validator = SpecValidator.of(spec);
  }

  SpecTree tree() {
    return tree;
  }

  /** Returns what is wrong, one line each. */
  List<String> problems(PactInteraction interaction) {
    List<String> problems = new ArrayList<>();
    requestProblems(interaction).forEach(each -> problems.add("request: " + each));
    responseProblems(interaction).forEach(each -> problems.add("response: " + each));
    tree.operations().stream()
        .filter(interaction::isOf)
        .forEach(operation -> undocumented(problems, operation, interaction));
    return problems;
  }

  /** Returns the validator's errors for the request. */
  List<String> requestProblems(PactInteraction interaction) {
    PactInteraction.Message request = interaction.request();
    return validator.requestProblems(
        request.method(), request.target(), request.headers(), request.bodyText());
  }

  /** Returns the validator's errors for the response. */
  List<String> responseProblems(PactInteraction interaction) {
    PactInteraction.Message request = interaction.request();
    PactInteraction.Message response = interaction.response();
    return validator.responseProblems(
        request.method(),
        request.path(),
        response.status(),
        response.headers(),
        response.bodyText());
  }

  private void undocumented(
      List<String> problems, Operation operation, PactInteraction interaction) {
    PactInteraction.Message request = interaction.request();
    PactInteraction.Message response = interaction.response();
    Set<String> parameters = new TreeSet<>(HTTP);
    operation.parameters().forEach(each -> parameters.add(lower(each.get("name"))));
    undocumented(problems, "request header", request.headers().keySet(), parameters);
    undocumented(problems, "query parameter", request.query().keySet(), parameters);
    undocumentedProperties(request.body(), operation.requestSchema(), "$")
        .forEach(place -> problems.add("request: " + place + " is not in the spec"));
    Response documented = operation.responses().get(String.valueOf(response.status()));
    if (documented == null) {
      problems.add("response: the status " + response.status() + " is not in the spec");
      return;
    }
    Set<String> headers = new TreeSet<>(HTTP);
    documented.headers().forEach(each -> headers.add(lower(each)));
    undocumented(problems, "response header", response.headers().keySet(), headers);
    undocumentedProperties(response.body(), documented.schema(), "$")
        .forEach(place -> problems.add("response: " + place + " is not in the spec"));
  }

  private static void undocumented(
      List<String> problems, String kind, Set<?> names, Set<String> documented) {
    names.stream()
        .filter(name -> !documented.contains(lower(name)))
        .forEach(name -> problems.add("the " + kind + " " + name + " is not in the spec"));
  }

  /** Returns the places of properties that a schema doesn't name, even if it admits them. */
  private List<String> undocumentedProperties(Object value, Object reference, String place) {
    Map<?, ?> schema = tree.resolve(reference);
    List<String> problems = new ArrayList<>();
    Map<?, ?> properties = SpecTree.map(schema.get("properties"));
    SpecTree.map(value)
        .forEach(
            (name, each) -> {
              String inner = place + "." + name;
              if (properties.containsKey(name)) {
                problems.addAll(undocumentedProperties(each, properties.get(name), inner));
              } else {
                problems.add(inner);
              }
            });
    SpecTree.list(value)
        .forEach(
            each ->
                problems.addAll(undocumentedProperties(each, schema.get("items"), place + "[*]")));
    return problems;
  }

  private static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
