package io.partnercenter.users.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/** Clients that do one thing wrong, next to the network where that can be. */
final class ClientMutants {
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Authorization",
          "Connection",
          "Content-Length",
          "Content-Type",
          "Host",
          "If-Match",
          "MS-Contract-Version",
          "MS-CorrelationId",
          "MS-PartnerCenter-Application",
          "MS-RequestId",
          "User-Agent",
          "X-Locale");

  private ClientMutants() {}

  /** By what they do. */
  static Map<String, Consumer<OkHttpClient.Builder>> all() {
    Map<String, Consumer<OkHttpClient.Builder>> mutants = new LinkedHashMap<>();
    for (String header : HEADERS) {
      mutants.put(
          "header " + header + " dropped",
          change(request -> request.newBuilder().removeHeader(header).build()));
      mutants.put(
          "header " + header + " altered",
          change(
              request ->
                  request.header(header) == null
                      ? request
                      : request.newBuilder().header(header, "x" + request.header(header)).build()));
      mutants.put(
          "header " + header + " added",
          change(request -> request.newBuilder().addHeader(header, "mutant").build()));
    }
    mutants.put(
        "an unknown header added",
        change(request -> request.newBuilder().header("X-Mutant", "mutant").build()));
    mutants.put(
        "one id for request and correlation",
        change(
            request ->
                request
                    .newBuilder()
                    .header("MS-CorrelationId", request.header("MS-RequestId"))
                    .build()));
    mutants.put("another path", path("/v1/", "/v2/"));
    mutants.put("a path with a slash at its end", path("$", "/"));
    mutants.put(
        "a query added",
        change(
            request ->
                request
                    .newBuilder()
                    .url(request.url().newBuilder().query("mutant").build())
                    .build()));
    String customer = ConsumerInteraction.CUSTOMER_ID.toString();
    String user = ConsumerInteraction.USER_ID.toString();
    mutants.put(
        "customer and user swapped", path(customer + "(.*)" + user, user + "$1" + customer));
    mutants.put("another method", method("PUT"));
    mutants.put("a change instead of a read", method("PATCH"));
    mutants.put("a property dropped", body("\"usageLocation\":\"SE\",", ""));
    mutants.put("a property altered", body("\"SE\"", "\"NO\""));
    mutants.put("a property added", body("^\\{", "{\"mutant\":1,"));
    mutants.put("a property set to null", body("\"Renew456\\*\"", "null"));
    mutants.put("an empty password", body("\"Renew456\\*\"", "\"\""));
    mutants.put(
        "a flag flipped", body("\"forceChangePassword\":true", "\"forceChangePassword\":false"));
    mutants.put("a property twice", body("^\\{", "{\"usageLocation\":\"NO\","));
    mutants.put("a name in another case", body("\"usageLocation\"", "\"UsageLocation\""));
    mutants.put("white space in the body", body("^\\{", "{ "));
    mutants.put(
        "sent twice",
        client ->
            client.addInterceptor(
                chain -> { // next to the network a request can't be sent twice
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                }));
    return mutants;
  }

  /** Before what records the requests. */
  private static Consumer<OkHttpClient.Builder> network(Interceptor mutant) {
    return client -> client.networkInterceptors().add(0, mutant);
  }

  private static Consumer<OkHttpClient.Builder> change(UnaryOperator<Request> change) {
    return network(chain -> chain.proceed(change.apply(chain.request())));
  }

  private static Consumer<OkHttpClient.Builder> path(String regex, String replacement) {
    return change(
        request -> {
          String path = request.url().encodedPath().replaceFirst(regex, replacement);
          return request
              .newBuilder()
              .url(request.url().newBuilder().encodedPath(path).build())
              .build();
        });
  }

  private static Consumer<OkHttpClient.Builder> method(String method) {
    RequestBody empty = RequestBody.create("{}", MediaType.get("application/json"));
    return change(
        request ->
            request
                .newBuilder()
                .method(method, request.body() == null ? empty : request.body())
                .build());
  }

  /** The headers that say how long it is are changed along. */
  private static Consumer<OkHttpClient.Builder> body(String regex, String replacement) {
    return change(
        request -> {
          if (request.body() == null) {
            return request;
          }
          RequestBody changed =
              RequestBody.create(
                  text(request.body()).replaceAll(regex, replacement),
                  request.body().contentType());
          return request
              .newBuilder()
              .patch(changed)
              .header("Content-Length", String.valueOf(text(changed).getBytes(UTF_8).length))
              .build();
        });
  }

  private static String text(RequestBody body) {
    Buffer text = new Buffer();
    try {
      body.writeTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.readUtf8();
  }
}
