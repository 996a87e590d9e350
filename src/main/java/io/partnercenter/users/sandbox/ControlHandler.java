package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP handler of the control API: finds and performs the operation for each request. */
final class ControlHandler implements HttpHandler {
  private final List<ControlOperation> operations;

  ControlHandler(List<ControlOperation> operations) {
    this.operations = operations;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try {
      ExchangeHandler.send(http, response(Request.read(http)), NextResponse.Extent.WHOLE);
    } finally {
      http.close();
    }
  }

  private Response response(Request request) {
    Response refusal = refusal(request);
    if (refusal != null) {
      return refusal;
    }
    List<ControlOperation> atPath =
        operations.stream()
            .filter(operation -> operation.isAt(request.decodedPath()))
            .collect(Collectors.toList());
    for (ControlOperation operation : atPath) {
      if (operation.method().equals(request.method())) {
        return perform(operation, request);
      }
    }
    if (atPath.isEmpty()) {
      return error(404, null, "Nothing is found at this path.");
    }
    String allowed =
        atPath.stream().map(ControlOperation::method).collect(Collectors.joining(", "));
    return error(405, null, "The path allows only " + allowed + ".").with("Allow", allowed);
  }

  /**
   * Returns a refusal if the sender or the form of the request isn't allowed, whatever the
   * operation; null otherwise.
   */
  private static @Nullable Response refusal(Request request) {
    String origin = request.header("Origin");
    if (origin != null && !LoopbackHostFilter.isLoopback(origin.replaceFirst("^https?://", ""))) {
      return error(403, null, "A page of another site can't control the sandbox.");
    }
    if (request.tooLarge()) {
      return error(413, null, "The body is longer than " + Request.MAX_BODY + " bytes.");
    }
    if (request.body().length > 0 && !request.isJson()) {
      return error(415, null, "The content type must be application/json.");
    }
    return null;
  }

  private static Response perform(ControlOperation operation, Request request) {
    try {
      return operation.perform(request);
    } catch (InvalidFieldException e) {
      return error(400, e.field(), e.getMessage());
    } catch (IllegalArgumentException e) {
      return error(400, null, e.getMessage());
    }
  }

  /**
   * @param field the field that is wrong; null if the problem isn't a single field
   */
  static Response error(int status, @Nullable String field, @Nullable String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", String.valueOf(message));
    if (field != null) {
      error.put("field", field);
    }
    return Response.json(status, error);
  }
}
