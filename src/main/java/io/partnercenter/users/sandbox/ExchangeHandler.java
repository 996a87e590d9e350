package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between HTTP and the resource: reads the request, writes the answer, records both. */
final class ExchangeHandler implements HttpHandler {
  private final UsersResource resource;
  private final Recorder recorder;

  ExchangeHandler(UsersResource resource, Recorder recorder) {
    this.resource = resource;
    this.recorder = recorder;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try {
      String method = http.getRequestMethod();
      Headers headers = http.getRequestHeaders();
      String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = resource.answer(method, http.getRequestURI().getPath(), headers, body);
      echo(headers, "MS-RequestId", answer);
      echo(headers, "MS-CorrelationId", answer);
      answer.header("MS-CV", UUID.randomUUID().toString().substring(0, 16) + ".0");
      answer.header("MS-ServerId", "sandbox");
      // before the answer is sent: whoever has read it finds it recorded
      recorder.add(new Exchange(method, http.getRequestURI().toString(), headers, body, answer));
      http.getResponseHeaders().putAll(answer.headers());
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean head = method.equals("HEAD");
      http.sendResponseHeaders(answer.status(), head ? -1 : bytes.length);
      if (!head) {
        http.getResponseBody().write(bytes);
      }
    } finally {
      http.close();
    }
  }

  private static void echo(Headers headers, String name, Answer answer) {
    String id = headers.getFirst(name);
    if (isUuid(id)) {
      answer.header(name, id);
    }
  }

  static boolean isUuid(@Nullable String text) {
    return text != null && text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }
}
