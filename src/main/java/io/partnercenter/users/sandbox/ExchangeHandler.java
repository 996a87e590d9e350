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

/** Between HTTP and the resource: reads the request, writes the answer, records both. */
final class ExchangeHandler implements HttpHandler {
  private final Supplier<SandboxState> current;

  ExchangeHandler(Supplier<SandboxState> current) {
    this.current = current;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try {
      // asked once: a request that a reset finds under way leaves no trace in what comes after it
      SandboxState state = current.get();
      Request request = Request.read(http);
      NextAnswer next = state.injected().poll();
      Answer answer = next == null ? identified(request, state) : next.answer();
      // before the answer is sent: whoever has read it finds it recorded
      state.recorder().add(new Exchange(request, answer, next != null));
      if (next == null) {
        send(http, answer, NextAnswer.Extent.WHOLE);
      } else {
        await(next.delay(), state);
        send(http, answer, next.extent());
      }
    } finally {
      http.close(); // cuts off what wasn't sent whole
    }
  }

  private static Answer identified(Request request, SandboxState state) {
    Answer answer = state.resource().answer(request);
    Boolean mfaCompliance = state.tokens().mfaCompliance(request);
    if (mfaCompliance != null) {
      answer = answer.with("isMfaCompliant", mfaCompliance.toString());
    }
    answer = echo("MS-RequestId", request, answer);
    answer = echo("MS-CorrelationId", request, answer);
    return answer
        .with("MS-CV", UUID.randomUUID().toString().substring(0, 16) + ".0")
        .with("MS-ServerId", "sandbox");
  }

  private static Answer echo(String name, Request request, Answer answer) {
    String id = request.header(name);
    return id == null || request.guidHeader(name) == null ? answer : answer.with(name, id);
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

  static void send(HttpExchange http, Answer answer, NextAnswer.Extent extent) throws IOException {
    if (extent == NextAnswer.Extent.NOTHING) {
      return;
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    boolean bodiless = body.length == 0 || http.getRequestMethod().equals("HEAD");
    http.getResponseHeaders().putAll(answer.headers());
    http.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      OutputStream out = http.getResponseBody();
      out.write(body, 0, extent == NextAnswer.Extent.HALF ? body.length / 2 : body.length);
      out.flush();
    }
  }
}
