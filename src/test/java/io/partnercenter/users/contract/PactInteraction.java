package io.partnercenter.users.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.spec.SpecTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An interaction of a pact file (V4), as the JSON of the file. */
record PactInteraction(Map<?, ?> json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the interactions of the contract that this build wrote. */
  static List<PactInteraction> written() {
    Path file = ContractFiles.WRITTEN.resolve(ContractFiles.PACT);
    try {
      Map<?, ?> pact = JSON.readValue(Files.readString(file), Map.class);
      return SpecTree.list(pact.get("interactions")).stream()
          .map(each -> new PactInteraction(SpecTree.map(each)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the written interaction with this description. */
  static PactInteraction written(String description) {
    return written().stream()
        .filter(each -> each.description().equals(description))
        .findFirst()
        .orElseThrow();
  }

  /** Returns a tree of maps and lists as JSON text. */
  static String json(@Nullable Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  String description() {
    return json.get("description").toString();
  }

  /** Returns the provider state, an object with {@code name} and {@code params}. */
  Map<?, ?> state() {
    return SpecTree.map(SpecTree.list(json.get("providerStates")).get(0));
  }

  Message request() {
    return new Message(SpecTree.map(json.get("request")));
  }

  Message response() {
    return new Message(SpecTree.map(json.get("response")));
  }

  boolean isOf(SpecTree.Operation operation) {
    return operation.method().equals(request().method()) && operation.isAt(request().path());
  }

  /** Returns the id of its operation; method and path if the spec has no such operation. */
  String operationId(SpecTree spec) {
    return spec.operations().stream()
        .filter(this::isOf)
        .map(SpecTree.Operation::id)
        .findFirst()
        .orElse(request().method() + " " + request().path());
  }

  /** The request or the response. */
  record Message(Map<?, ?> json) {
    String method() {
      return json.get("method").toString();
    }

    String path() {
      return json.get("path").toString();
    }

    /** Returns the path and the query, as they are sent. */
    String target() {
      HttpUrl.Builder target = new HttpUrl.Builder().scheme("http").host("localhost");
      target.encodedPath(path());
      query()
          .forEach((name, values) -> values.forEach(each -> target.addQueryParameter(name, each)));
      HttpUrl url = target.build();
      return path() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
    }

    int status() {
      return ((Number) json.get("status")).intValue();
    }

    /** Returns the headers by their names, whose case doesn't matter. */
    Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(texts(json.get("headers")));
      return headers;
    }

    /** Returns the decoded query by the names of its parameters. */
    Map<String, List<String>> query() {
      return texts(json.get("query"));
    }

    private static Map<String, List<String>> texts(Object node) {
      Map<String, List<String>> texts = new LinkedHashMap<>();
      SpecTree.map(node)
          .forEach(
              (name, values) ->
                  texts.put(
                      name.toString(),
                      SpecTree.list(values).stream().map(Object::toString).toList()));
      return texts;
    }

    /** Returns whether a request has this parameter; it always has those of the path. */
    boolean has(String in, String name) {
      return in.equals("path") || !values(in, name).isEmpty();
    }

    /** Returns the values of a parameter of a request, in the query or a header. */
    List<String> values(String in, String name) {
      return (in.equals("query") ? query() : headers()).getOrDefault(name, List.of());
    }

    boolean hasBody() {
      return json.get("body") != null;
    }

    /** Returns the body as maps, lists and scalars; null if there is none. */
    @Nullable Object body() {
      return SpecTree.map(json.get("body")).get("content");
    }

    /** Returns the body as it is sent; null if there is none. */
    @Nullable String bodyText() {
      return hasBody() ? PactInteraction.json(body()) : null;
    }
  }
}
