package io.partnercenter.users.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnercenter.users.spec.SpecTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An interaction of a pact file, V4, as the file has it. */
record PactInteraction(Map<?, ?> json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those of the contract, as this build wrote it. */
  static List<PactInteraction> written() {
    Path file = ContractFiles.WRITTEN.resolve(ContractFiles.PACT);
    try {
      return allOf(JSON.readValue(Files.readString(file), Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a whole pact. */
  static List<PactInteraction> allOf(Map<?, ?> pact) {
    return SpecTree.list(pact.get("interactions")).stream()
        .map(each -> new PactInteraction(SpecTree.map(each)))
        .toList();
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
      StringBuilder target = new StringBuilder(path());
      SpecTree.map(json.get("query"))
          .forEach(
              (name, values) ->
                  SpecTree.list(values)
                      .forEach(
                          value ->
                              target
                                  .append(target.indexOf("?") < 0 ? '?' : '&')
                                  .append(name)
                                  .append('=')
                                  .append(value)));
      return target.toString();
    }

    int status() {
      return ((Number) json.get("status")).intValue();
    }

    /** By their names in any case. */
    Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      SpecTree.map(json.get("headers"))
          .forEach(
              (name, values) ->
                  headers.put(
                      name.toString(),
                      SpecTree.list(values).stream().map(Object::toString).toList()));
      return headers;
    }

    /** Whether it has this parameter of a request; those of the path it always has. */
    boolean has(String in, String name) {
      return switch (in) {
        case "path" -> true;
        case "query" -> SpecTree.map(json.get("query")).containsKey(name);
        default -> headers().containsKey(name);
      };
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
