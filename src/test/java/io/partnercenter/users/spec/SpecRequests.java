package io.partnercenter.users.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.partnercenter.users.spec.SpecTree.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random requests of all operations, generated from the spec alone. */
public final class SpecRequests {
  private static final ObjectWriter JSON = new ObjectMapper().writer();
  private static final ObjectWriter ESCAPED_JSON = JSON.with(JsonWriteFeature.ESCAPE_NON_ASCII);
  private static final String CONTENT_TYPE = "Content-Type";

  private final SpecTree tree;
  private final Map<String, String> given;
  private final SchemaValues inBody;
  private final SchemaValues inPath;
  private final SchemaValues inQuery;
  private final SchemaValues inHeader;

  /**
   * @param given values that only the provider knows, by the parameter's name
   */
  public SpecRequests(SpecTree tree, Map<String, String> given) {
    this.tree = tree;
    this.given = given;
    this.inBody = new SchemaValues(tree, Arbitraries.strings().all());
    // an empty value would make another path, and so would dots
    this.inPath =
        new SchemaValues(tree, Arbitraries.strings().all().excludeChars('.').ofMinLength(1));
    this.inQuery = new SchemaValues(tree, Arbitraries.strings().all());
    // the characters of a header in HTTP, without blanks, which may be cut off at its ends
    this.inHeader =
        new SchemaValues(tree, Arbitraries.strings().withCharRange('!', '~').ofMinLength(1));
  }

  /** Returns requests that the spec admits. */
  public Arbitrary<SpecRequest> valid() {
    return Arbitraries.of(tree.operations()).flatMap(this::valid);
  }

  private Arbitrary<SpecRequest> valid(Operation operation) {
    List<Arbitrary<Optional<Tuple.Tuple3<String, String, String>>>> parameters = new ArrayList<>();
    operation.parameters().forEach(each -> parameters.add(parameter(each)));
    return Combinators.combine(Combinators.combine(parameters).as(all -> all), body(operation))
        .as(
            (all, body) -> {
              Map<String, String> headers = new LinkedHashMap<>();
              headers.put("Authorization", "Bearer token");
              if (body.isPresent()) {
                headers.put(CONTENT_TYPE, "application/json");
              }
              SpecRequest request =
                  new SpecRequest(
                      operation,
                      operation.method(),
                      operation.path(),
                      Map.of(),
                      Map.of(),
                      headers,
                      body.orElse(null),
                      null);
              for (Optional<Tuple.Tuple3<String, String, String>> each : all) {
                if (each.isPresent()) {
                  request = request.with(each.get().get1(), each.get().get2(), each.get().get3());
                }
              }
              return request;
            });
  }

  /** Returns the place, name and value of a parameter; empty if the request omits it. */
  private Arbitrary<Optional<Tuple.Tuple3<String, String, String>>> parameter(Map<?, ?> parameter) {
    String in = parameter.get("in").toString();
    String name = parameter.get("name").toString();
    String likely = given.getOrDefault(name, parameter.get("example").toString());
    Arbitrary<Tuple.Tuple3<String, String, String>> values =
        Combinators.combine(
                // most requests are for the customer and the user of the spec's examples
                Arbitraries.integers().between(0, in.equals("path") ? 20 : 3),
                Arbitraries.just(likely),
                values(in).valid(parameter.get("schema")).map(Object::toString))
            .as((odds, expected, any) -> odds > 0 ? expected : any)
            .map(value -> Tuple.of(in, name, value));
    return values.optional(Boolean.TRUE.equals(parameter.get("required")) ? 1 : 0.4);
  }

  private SchemaValues values(String in) {
    return switch (in) {
      case "path" -> inPath;
      case "query" -> inQuery;
      default -> inHeader;
    };
  }

  private Arbitrary<Optional<String>> body(Operation operation) {
    return operation.requestSchema() == null
        ? Arbitraries.just(Optional.empty())
        : Combinators.combine(inBody.valid(operation.requestSchema()), Arbitraries.of(true, false))
            .as((body, escaped) -> Optional.of(json(body, escaped)));
  }

  private static String json(Object value, boolean escaped) {
    try {
      return (escaped ? ESCAPED_JSON : JSON).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns requests that the spec doesn't admit, for one reason each.
   *
   * @param base selects the valid requests that are broken
   */
  public Arbitrary<SpecRequest> broken(Predicate<SpecRequest> base) {
    List<Arbitrary<SpecRequest>> breaks = new ArrayList<>();
    tree.operations()
        .forEach(operation -> breaks.addAll(breaks(operation, valid(operation).filter(base))));
    return Arbitraries.of(breaks).flatMap(each -> each);
  }

  private List<Arbitrary<SpecRequest>> breaks(Operation operation, Arbitrary<SpecRequest> valid) {
    List<Arbitrary<SpecRequest>> breaks = new ArrayList<>();
    operation.parameters().forEach(each -> breaks.addAll(breaks(each, valid)));
    breaks.add(valid.map(each -> each.with("header", "Authorization", null).broken(Break.TOKEN)));
    breaks.add(
        Combinators.combine(valid, Arbitraries.of("PUT", "POST", "DELETE"))
            .as((each, method) -> each.withMethod(method).broken(Break.METHOD)));
    breaks.add(
        Combinators.combine(valid, Arbitraries.of("%2F", "%2f", "/x/", ""))
            .as(
                (each, slash) ->
                    each.withPath(
                            each.path().substring(0, each.path().lastIndexOf('/'))
                                + slash
                                + each.path().substring(each.path().lastIndexOf('/') + 1))
                        .broken(Break.PATH)));
    if (operation.requestSchema() != null) {
      breaks.addAll(bodyBreaks(operation, valid));
    }
    return breaks;
  }

  private List<Arbitrary<SpecRequest>> breaks(Map<?, ?> parameter, Arbitrary<SpecRequest> valid) {
    String in = parameter.get("in").toString();
    String name = parameter.get("name").toString();
    List<Arbitrary<SpecRequest>> breaks = new ArrayList<>();
    if (Boolean.TRUE.equals(parameter.get("required")) && !in.equals("path")) {
      breaks.add(valid.map(each -> each.with(in, name, null).broken(Break.missing(name))));
    }
    for (Arbitrary<SchemaValues.Broken> values : values(in).brokenText(parameter.get("schema"))) {
      breaks.add(
          Combinators.combine(valid, values)
              .as(
                  (each, value) ->
                      each.with(in, name, value.value().toString()).broken(value.how().in(name))));
    }
    return breaks;
  }

  private List<Arbitrary<SpecRequest>> bodyBreaks(
      Operation operation, Arbitrary<SpecRequest> valid) {
    List<Arbitrary<SpecRequest>> breaks = new ArrayList<>();
    breaks.add(
        Combinators.combine(valid, Arbitraries.of("text/plain", "application/xml"))
            .as(
                (each, type) ->
                    each.with("header", CONTENT_TYPE, type).broken(Break.CONTENT_TYPE)));
    breaks.add(valid.map(each -> each.withBody(null).broken(Break.missing("body"))));
    breaks.add(
        valid.map(
            each ->
                each.withBody(each.body().substring(0, each.body().length() - 1))
                    .broken(Break.of("no JSON"))));
    for (Arbitrary<SchemaValues.Broken> bodies : inBody.broken(operation.requestSchema())) {
      breaks.add(
          Combinators.combine(valid, bodies, Arbitraries.of(true, false))
              .as(
                  (each, body, escaped) ->
                      each.withBody(json(body.value(), escaped)).broken(body.how().in("body"))));
    }
    return breaks;
  }
}
