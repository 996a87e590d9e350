package io.partnercenter.users.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.partnercenter.users.spec.SpecTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Clients that do one thing wrong, as close to the network as possible. */
final class ClientMutants {
  private static final List<String> HTTP_HEADERS =
      List.of(
          "Accept",
          "Accept-Encoding",
          "Authorization",
          "Connection",
          "Content-Length",
          "Content-Type",
          "Host",
          "User-Agent");

  private ClientMutants() {}

  /**
   * Returns the mutants by what they do. They change each header and each query parameter that an
   * operation of the spec has.
   */
  static Map<String, ClientMutant> of(SpecTree spec) {
    Map<String, ClientMutant> mutants = new LinkedHashMap<>();
    Set<String> headers = new TreeSet<>(HTTP_HEADERS);
    headers.addAll(names(spec, "header"));
    for (String header : headers) {
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
    for (String name : names(spec, "query")) {
      mutants.put("query " + name + " dropped", query(name, null));
      mutants.put("query " + name + " altered", query(name, "mutant"));
      mutants.put(
          "query " + name + " added",
          url((url, changed) -> changed.addQueryParameter(name, "mutant")));
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
        "an unknown query added", url((url, changed) -> changed.addQueryParameter("mutant", "1")));
    String customer = ConsumerInteraction.CUSTOMER_ID.toString();
    String user = ConsumerInteraction.USER_ID.toString();
    mutants.put("another customer", path(customer, user));
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
        (client, changed) ->
            client.addInterceptor(
                chain -> { // a network interceptor can't send a request twice
                  changed.run();
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                }));
    return mutants;
  }

  private static Set<String> names(SpecTree spec, String in) {
    Set<String> names = new TreeSet<>();
    spec.operations().stream()
        .flatMap(operation -> operation.parameters().stream())
        .filter(parameter -> in.equals(parameter.get("in")))
        .forEach(parameter -> names.add(parameter.get("name").toString()));
    return names;
  }

  /** Changes a request before {@link RecordedRequests} records it. */
  private static ClientMutant change(UnaryOperator<Request> change) {
    return (client, changed) ->
        client
            .networkInterceptors()
            .add(
                0,
                chain -> {
                  Request request = change.apply(chain.request());
                  if (!same(request, chain.request())) {
                    changed.run();
                  }
                  return chain.proceed(request);
                });
  }

  private static boolean same(Request one, Request other) {
    return one.method().equals(other.method())
        && one.url().equals(other.url())
        && one.headers().equals(other.headers())
        && Objects.equals(RecordedRequests.bodyOf(one), RecordedRequests.bodyOf(other));
  }

  private static ClientMutant url(BiConsumer<HttpUrl, HttpUrl.Builder> change) {
    return change(
        request -> {
          HttpUrl.Builder changed = request.url().newBuilder();
          change.accept(request.url(), changed);
          return request.newBuilder().url(changed.build()).build();
        });
  }

  /** Replaces the value of a parameter if the request has it; removes it if the value is null. */
  private static ClientMutant query(String name, @Nullable String value) {
    return url(
        (url, changed) -> {
          if (value == null) {
            changed.removeAllQueryParameters(name);
          } else if (url.queryParameter(name) != null) {
            changed.setQueryParameter(name, value);
          }
        });
  }

  private static ClientMutant path(String regex, String replacement) {
    return url(
        (url, changed) -> changed.encodedPath(url.encodedPath().replaceFirst(regex, replacement)));
  }

  private static ClientMutant method(String method) {
    RequestBody empty = RequestBody.create("{}", MediaType.get("application/json"));
    return change(
        request ->
            request
                .newBuilder()
                .method(method, request.body() == null ? empty : request.body())
                .build());
  }

  /** Changes the body, and the header Content-Length with it. */
  private static ClientMutant body(String regex, String replacement) {
    return change(
        request -> {
          String body = RecordedRequests.bodyOf(request);
          if (body == null) {
            return request;
          }
          String changed = body.replaceAll(regex, replacement);
          return request
              .newBuilder()
              .patch(RequestBody.create(changed, request.body().contentType()))
              .header("Content-Length", String.valueOf(changed.getBytes(UTF_8).length))
              .build();
        });
  }
}
