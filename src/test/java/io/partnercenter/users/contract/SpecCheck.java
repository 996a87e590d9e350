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
 * Says in which ways an interaction is not as a spec has it. A validator looks at what the spec
 * knows; what the spec doesn't name, which a validator lets pass, is looked for beside it.
 */
final class SpecCheck {
  /** Of HTTP itself. */
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

  /** What is wrong, a line each. */
  List<String> problems(PactInteraction interaction) {
    List<String> problems = new ArrayList<>();
    requestProblems(interaction).forEach(each -> problems.add("request: " + each));
    responseProblems(interaction).forEach(each -> problems.add("response: " + each));
    tree.operations().stream()
        .filter(interaction::isOf)
        .forEach(operation -> undocumented(problems, operation, interaction));
    return problems;
  }

  /** What the validator says of the request. */
  List<String> requestProblems(PactInteraction interaction) {
    PactInteraction.Message request = interaction.request();
    return validator.requestProblems(
        request.method(), request.target(), request.headers(), request.bodyText());
  }

  /** What the validator says of the response. */
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
    PactInteraction.Message answer = interaction.response();
    Set<String> parameters = new TreeSet<>(HTTP);
    operation.parameters().forEach(each -> parameters.add(lower(each.get("name"))));
    undocumented(problems, "request header", request.headers().keySet(), parameters);
    undocumented(problems, "query parameter", request.query().keySet(), parameters);
    bodyOf(request.body(), operation.requestSchema(), "$")
        .forEach(place -> problems.add("request: " + place + " is not in the spec"));
    Response response = operation.responses().get(String.valueOf(answer.status()));
    if (response == null) {
      problems.add("response: the status " + answer.status() + " is not in the spec");
      return;
    }
    Set<String> headers = new TreeSet<>(HTTP);
    response.headers().forEach(each -> headers.add(lower(each)));
    undocumented(problems, "response header", answer.headers().keySet(), headers);
    bodyOf(answer.body(), response.schema(), "$")
        .forEach(place -> problems.add("response: " + place + " is not in the spec"));
  }

  private static void undocumented(
      List<String> problems, String kind, Set<?> names, Set<String> documented) {
    names.stream()
        .filter(name -> !documented.contains(lower(name)))
        .forEach(name -> problems.add("the " + kind + " " + name + " is not in the spec"));
  }

  /** The places of the properties that a schema doesn't name, though it may admit them. */
  private List<String> bodyOf(Object value, Object reference, String place) {
    Map<?, ?> schema = tree.resolve(reference);
    List<String> problems = new ArrayList<>();
    Map<?, ?> properties = SpecTree.map(schema.get("properties"));
    SpecTree.map(value)
        .forEach(
            (name, each) -> {
              String inner = place + "." + name;
              if (properties.containsKey(name)) {
                problems.addAll(bodyOf(each, properties.get(name), inner));
              } else {
                problems.add(inner);
              }
            });
    SpecTree.list(value)
        .forEach(each -> problems.addAll(bodyOf(each, schema.get("items"), place + "[*]")));
    return problems;
  }

  private static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
