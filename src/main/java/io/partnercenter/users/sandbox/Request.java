package io.partnercenter.users.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request, read to its end. */
final class Request {
  /** The longest body that is taken, in bytes. */
  static final int MAX_BODY = 1 << 20;

  private static final Pattern USERS = Pattern.compile("/v1/customers/([^/]+)/users(?:/([^/]+))?");
  private static final Pattern GUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final HttpExchange http;
  private final byte[] body;
  private final boolean tooLarge;
  private final boolean namesUsers;
  private final boolean namesUser;
  private final @Nullable UUID customerId;
  private final @Nullable UUID userId;

  private Request(HttpExchange http, byte[] body, boolean tooLarge) {
    this.http = http;
    this.body = body;
    this.tooLarge = tooLarge;
    Matcher ids = USERS.matcher(pathOfSegments(http.getRequestURI()));
    this.namesUsers = ids.matches();
    this.namesUser = namesUsers && ids.group(2) != null;
    this.customerId = namesUsers ? guid(ids.group(1)) : null;
    this.userId = namesUser ? guid(ids.group(2)) : null;
  }

  /**
   * Reads the body to its end, and keeps what may be taken of it: a sender that is cut off in the
   * middle couldn't read why.
   *
   * @throws IOException if the body doesn't come whole
   */
  static Request read(HttpExchange http) throws IOException {
    InputStream in = http.getRequestBody();
    byte[] body = in.readNBytes(MAX_BODY);
    long rest = in.transferTo(OutputStream.nullOutputStream());
    return new Request(http, body, rest > 0);
  }

  /** Decoded, unless a slash within a segment would become one between two. */
  private static String pathOfSegments(URI uri) {
    String raw = uri.getRawPath();
    return raw.contains("%2F") || raw.contains("%2f") ? raw : uri.getPath();
  }

  String protocol() {
    return http.getProtocol();
  }

  String method() {
    return http.getRequestMethod();
  }

  /** The path and the query, as sent. */
  String target() {
    return http.getRequestURI().toString();
  }

  /** The path, as sent. */
  String path() {
    return http.getRequestURI().getRawPath();
  }

  /** The path, decoded. */
  String decodedPath() {
    return http.getRequestURI().getPath();
  }

  Query query() {
    return new Query(http.getRequestURI().getRawQuery());
  }

  /** Where it was sent to. */
  String origin() {
    return "http://" + header("Host");
  }

  /** Whether the path is that of a user or of a list of users, whatever its ids are like. */
  boolean namesUsers() {
    return namesUsers;
  }

  /** Whether the path is that of a user, whatever the ids in it are like. */
  boolean namesUser() {
    return namesUser;
  }

  /** The customer of the path; null if that is no GUID. */
  @Nullable UUID customerId() {
    return customerId;
  }

  /** The user of the path; null if that is no GUID. */
  @Nullable UUID userId() {
    return userId;
  }

  Map<String, List<String>> headers() {
    return http.getRequestHeaders();
  }

  /** The first value of a header, or null. */
  @Nullable String header(String name) {
    return http.getRequestHeaders().getFirst(name);
  }

  /** The GUID that a header holds, or null. */
  @Nullable UUID guidHeader(String name) {
    return guid(header(name));
  }

  /** Whether the body is declared as JSON. */
  boolean isJson() {
    String type = header("Content-Type");
    return type != null && type.split(";", 2)[0].trim().equalsIgnoreCase("application/json");
  }

  boolean tooLarge() {
    return tooLarge;
  }

  byte[] body() {
    return body;
  }

  /** The body for people: what is no UTF-8 in it is replaced. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  static @Nullable UUID guid(@Nullable String text) {
    return text != null && GUID.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
