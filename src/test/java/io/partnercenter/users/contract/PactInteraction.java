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

/** An interaction of a pact file, V4, as the file has it. */
record PactInteraction(Map<?, ?> json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those of the contract, as this build wrote it. */
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

  /** A tree of maps and lists as text. */
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

  /** Returns the one provider state, with its name and params. */
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

  /** The id of its operation in a spec; of none, what was asked. */
  String operationId(SpecTree spec) {
    return spec.operations().stream()
        .filter(this::isOf)
        .map(SpecTree.Operation::id)
        .findFirst()
        .orElse(request().method() + " " + request().path());
  }

  /** One half of it. */
  record Message(Map<?, ?> json) {
    String method() {
      return json.get("method").toString();
    }

    String path() {
      return json.get("path").toString();
    }

    /** The path and the query, as they are sent. */
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

    /** By their names in any case. */
    Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(texts(json.get("headers")));
      return headers;
    }

    /** By their names, decoded. */
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

    /** Whether it has this parameter of a request; those of the path it always has. */
    boolean has(String in, String name) {
      return in.equals("path") || !values(in, name).isEmpty();
    }

    /** What a parameter of a request is, in the query or a header. */
    List<String> values(String in, String name) {
      return (in.equals("query") ? query() : headers()).getOrDefault(name, List.of());
    }

    boolean hasBody() {
      return json.get("body") != null;
    }

    /** As Java has JSON; null if there is none. */
    @Nullable Object body() {
      return SpecTree.map(json.get("body")).get("content");
    }

    /** As it is sent; null if there is none. */
    @Nullable String bodyText() {
      return hasBody() ? PactInteraction.json(body()) : null;
    }
  }
}
