package io.partnercenter.users.spec;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.partnercenter.users.sandbox.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with requests and responses according to a spec. */
public final class SpecValidator {
  private static final Set<String> UNDOCUMENTED =
      Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

  private static final SpecValidator COMMITTED =
      new SpecValidator(
          OpenApiInteractionValidator.createForSpecificationUrl(Spec.FILE.toString()).build());

  private final OpenApiInteractionValidator validator;

  private SpecValidator(OpenApiInteractionValidator validator) {
    this.validator = validator;
  }

  /** Returns a validator for another spec than the committed one, in JSON or YAML. */
  public static SpecValidator of(String spec) {
    return new SpecValidator(
        OpenApiInteractionValidator.createForInlineApiSpecification(spec).build());
  }

  /** Returns what is wrong with the request according to the committed spec, one line each. */
  public static List<String> requestProblems(Exchange exchange) {
    return COMMITTED.requestProblems(
        exchange.method(),
        exchange.path(),
        exchange.requestHeaders(),
        exchange.requestBody().isEmpty() ? null : exchange.requestBody());
  }

  /**
   * Returns what is wrong with the response according to the committed spec, one line each; nothing
   * if the spec doesn't have the operation.
   */
  public static List<String> responseProblems(Exchange exchange) {
    List<String> problems =
        COMMITTED.responseProblems(
            exchange.method(),
            exchange.path(),
            exchange.status(),
            exchange.responseHeaders(),
            exchange.responseBody());
    return problems.stream().anyMatch(problem -> UNDOCUMENTED.contains(problem.split(":")[0]))
        ? List.of()
        : problems;
  }

  /** Returns what is wrong with a request, one line each. */
  public List<String> requestProblems(
      String method,
      String path,
      Map<String, ? extends List<String>> headers,
      @Nullable String body) {
    return problems(validator.validateRequest(request(method, path, headers, body)));
  }

  /** Returns what is wrong with a response, one line each. */
  public List<String> responseProblems(
      String method,
      String path,
      int status,
      Map<String, ? extends List<String>> headers,
      @Nullable String body) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(status).withBody(body);
    headers.forEach(response::withHeader);
    return problems(
        validator.validateResponse(
            path.replaceAll("\\?.*", ""),
            request(method, path, Map.of(), null).getMethod(),
            response.build()));
  }

  private static SimpleRequest request(
      String method,
      String path,
      Map<String, ? extends List<String>> headers,
      @Nullable String body) {
    String[] pathAndQuery = path.split("\\?", 2);
    SimpleRequest.Builder request = new SimpleRequest.Builder(method, pathAndQuery[0]);
    if (pathAndQuery.length == 2) {
      addQuery(request, pathAndQuery[1]);
    }
    headers.forEach(request::withHeader);
    if (body != null) {
      request.withBody(body);
    }
    return request.build();
  }

  private static void addQuery(SimpleRequest.Builder request, String query) {
    for (String parameter : query.split("&")) {
      String[] nameAndValue = parameter.split("=", 2);
      request.withQueryParam(
          URLDecoder.decode(nameAndValue[0], StandardCharsets.UTF_8),
          nameAndValue.length == 2
              ? URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8)
              : "");
    }
  }

  private static List<String> problems(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }
}
