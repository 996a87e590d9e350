package io.partnercenter.users.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A network interceptor that records the requests exactly as they are sent. */
final class RecordedRequests implements Interceptor {
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  @Override
  public Response intercept(Chain chain) throws IOException {
    requests.add(chain.request());
    return chain.proceed(chain.request());
  }

  /** Asserts that one request was sent, with exactly these properties. */
  void assertOnlyRequest(
      String method, String url, Set<String> headerNames, @Nullable String body) {
    assertThat(requests).as("requests").hasSize(1);
    Request request = requests.get(0);
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.url()).hasToString(url);
    Set<String> names = new TreeSet<>();
    request.headers().names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    assertThat(names).as("headers").isEqualTo(headerNames);
    assertThat(names).allSatisfy(name -> assertThat(request.headers(name)).as(name).hasSize(1));
    assertThat(bodyOf(request)).as("body").isEqualTo(body);
    assertThat(request.header("User-Agent"))
        .matches("partnercenter-users-client/\\S+ \\(contoso-onboarding\\)");
    assertThat(request.header("Host")).isEqualTo("localhost:" + request.url().port());
    assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
    assertThat(request.header("Connection")).isEqualTo("Keep-Alive");
    assertThat(request.header("MS-CorrelationId"))
        .as("correlation id")
        .isNotEqualTo(request.header("MS-RequestId"));
  }

  /** Returns the body as text; null if the request has none. */
  static @Nullable String bodyOf(Request request) {
    if (request.body() == null) {
      return null;
    }
    Buffer bytes = new Buffer();
    try {
      request.body().writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.readUtf8();
  }
}
