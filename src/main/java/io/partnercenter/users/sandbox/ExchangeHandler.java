package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The HTTP handler of the users resource: reads each request, writes its response and records both.
 */
final class ExchangeHandler implements HttpHandler {
  private final Supplier<SandboxState> current;

  ExchangeHandler(Supplier<SandboxState> current) {
    this.current = current;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try {
      // read once: a request in progress during a reset must leave no trace in the new state
      SandboxState state = current.get();
      Request request = Request.read(http);
      NextResponse next = state.injected().poll();
      Response response = next == null ? ownResponse(request, state) : next.response();
      // recorded before it is sent: a test that has read the response finds it in the record
      state.recorder().add(new Exchange(request, response, next != null));
      if (next == null) {
        send(http, response, NextResponse.Extent.WHOLE);
      } else {
        await(next.delay(), state);
        send(http, response, next.extent());
      }
    } finally {
      http.close(); // cuts off a response that wasn't sent completely
    }
  }

  private static Response ownResponse(Request request, SandboxState state) {
    Response response = state.resource().response(request);
    Boolean mfaCompliance = state.tokens().mfaCompliance(request);
    if (mfaCompliance != null) {
      response = response.with("isMfaCompliant", mfaCompliance.toString());
    }
    response = echo("MS-RequestId", request, response);
    response = echo("MS-CorrelationId", request, response);
    return response
        .with("MS-CV", UUID.randomUUID().toString().substring(0, 16) + ".0")
        .with("MS-ServerId", "sandbox");
  }

  private static Response echo(String name, Request request, Response response) {
    String id = request.header(name);
    return id == null || request.guidHeader(name) == null ? response : response.with(name, id);
  }

  private static void await(Duration delay, SandboxState state) throws IOException {
    try {
      if (state.endsWithin(delay)) {
        throw new IOException("the sandbox was reset");
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the sandbox is closed");
    }
  }

  static void send(HttpExchange http, Response response, NextResponse.Extent extent)
      throws IOException {
    if (extent == NextResponse.Extent.NOTHING) {
      return;
    }
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    boolean bodiless = body.length == 0 || http.getRequestMethod().equals("HEAD");
    http.getResponseHeaders().putAll(response.headers());
    http.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      OutputStream out = http.getResponseBody();
      out.write(body, 0, extent == NextResponse.Extent.HALF ? body.length / 2 : body.length);
      out.flush();
    }
  }
}
