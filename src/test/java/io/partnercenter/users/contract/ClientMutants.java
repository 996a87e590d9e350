package io.partnercenter.users.contract;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/** Clients that do one thing wrong, as interceptors next to the network. */
final class ClientMutants {
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Authorization",
          "Content-Type",
          "If-Match",
          "MS-Contract-Version",
          "MS-CorrelationId",
          "MS-PartnerCenter-Application",
          "MS-RequestId",
          "X-Locale");

  private ClientMutants() {}

  /** By what they do. */
  static Map<String, Interceptor> all() {
    Map<String, Interceptor> mutants = new LinkedHashMap<>();
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
        chain -> {
          chain.proceed(chain.request()).close();
          return chain.proceed(chain.request());
        });
    return mutants;
  }

  private static Interceptor change(UnaryOperator<Request> change) {
    return chain -> chain.proceed(change.apply(chain.request()));
  }

  private static Interceptor path(String regex, String replacement) {
    return change(
        request -> {
          String path = request.url().encodedPath().replaceFirst(regex, replacement);
          return request
              .newBuilder()
              .url(request.url().newBuilder().encodedPath(path).build())
              .build();
        });
  }

  private static Interceptor method(String method) {
    RequestBody empty = RequestBody.create("{}", MediaType.get("application/json"));
    return change(
        request ->
            request
                .newBuilder()
                .method(method, request.body() == null ? empty : request.body())
                .build());
  }

  /** The headers that say how long it is are changed along. */
  private static Interceptor body(String regex, String replacement) {
    return chain -> {
      Request request = chain.request();
      if (request.body() == null) {
        return chain.proceed(request);
      }
      RequestBody changed =
          RequestBody.create(
              text(request.body()).replaceAll(regex, replacement), request.body().contentType());
      return chain.proceed(
          request
              .newBuilder()
              .patch(changed)
              .header("Content-Length", String.valueOf(changed.contentLength()))
              .build());
    };
  }

  private static String text(RequestBody body) throws IOException {
    Buffer text = new Buffer();
    body.writeTo(text);
    return text.readUtf8();
  }
}
