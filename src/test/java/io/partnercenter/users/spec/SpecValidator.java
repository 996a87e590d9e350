package io.partnercenter.users.spec;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.partnercenter.users.sandbox.Exchange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in which ways an exchange is not as the spec has it. */
public final class SpecValidator {
  private static final Set<String> UNDOCUMENTED =
      Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl(Spec.FILE.toString()).build();

  private SpecValidator() {}

  /** What is wrong with the request, a line each. */
  public static List<String> requestProblems(Exchange exchange) {
    return problems(VALIDATOR.validateRequest(request(exchange))).collect(Collectors.toList());
  }

  /** What is wrong with the answer; nothing if the operation isn't documented. */
  public static List<String> responseProblems(Exchange exchange) {
    SimpleResponse.Builder response =
        SimpleResponse.Builder.status(exchange.status()).withBody(exchange.responseBody());
    exchange.responseHeaders().forEach(response::withHeader);
    ValidationReport report =
        VALIDATOR.validateResponse(
            exchange.path(), request(exchange).getMethod(), response.build());
    return report.getMessages().stream().anyMatch(m -> UNDOCUMENTED.contains(m.getKey()))
        ? List.of()
        : problems(report).collect(Collectors.toList());
  }

  private static SimpleRequest request(Exchange exchange) {
    SimpleRequest.Builder request = new SimpleRequest.Builder(exchange.method(), exchange.path());
    exchange.requestHeaders().forEach(request::withHeader);
    if (!exchange.requestBody().isEmpty()) {
      request.withBody(exchange.requestBody());
    }
    return request.build();
  }

  private static Stream<String> problems(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> message.getKey() + ": " + message.getMessage());
  }
}
