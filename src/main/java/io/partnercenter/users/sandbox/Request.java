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

/** A received request, read to its end. */
final class Request {
  /** The length of the longest body that is accepted, in bytes. */
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
    Matcher ids = USERS.matcher(pathWithSegments(http.getRequestURI()));
    this.namesUsers = ids.matches();
    this.namesUser = namesUsers && ids.group(2) != null;
    this.customerId = namesUsers ? guid(ids.group(1)) : null;
    this.userId = namesUser ? guid(ids.group(2)) : null;
  }

  /**
   * Reads the body to its end, and keeps at most {@link #MAX_BODY} bytes of it. The rest is read
   * too, because a client whose request is cut off in the middle couldn't read the response.
   *
   * @throws IOException if the body is incomplete
   */
  static Request read(HttpExchange http) throws IOException {
    InputStream in = http.getRequestBody();
    byte[] body = in.readNBytes(MAX_BODY);
    long rest = in.transferTo(OutputStream.nullOutputStream());
    return new Request(http, body, rest > 0);
  }

  /**
   * Returns the decoded path; the path as sent if it contains an encoded slash, which would look
   * like a separator after decoding.
   */
  private static String pathWithSegments(URI uri) {
    String raw = uri.getRawPath();
    return raw.contains("%2F") || raw.contains("%2f") ? raw : uri.getPath();
  }

  String protocol() {
    return http.getProtocol();
  }

  String method() {
    return http.getRequestMethod();
  }

  /** Returns the path and the query as sent. */
  String target() {
    return http.getRequestURI().toString();
  }

  /** Returns the path as sent. */
  String path() {
    return http.getRequestURI().getRawPath();
  }

  /** Returns the decoded path. */
  String decodedPath() {
    return http.getRequestURI().getPath();
  }

  Query query() {
    return new Query(http.getRequestURI().getRawQuery());
  }

  /** Returns the origin that the request was sent to. */
  String origin() {
    return "http://" + header("Host");
  }

  /**
   * Returns whether the path is that of a user or of a list of users, even if its ids are invalid.
   */
  boolean namesUsers() {
    return namesUsers;
  }

  /** Returns whether the path is that of a user, even if its ids are invalid. */
  boolean namesUser() {
    return namesUser;
  }

  /** Returns the customer id in the path; null if it isn't a GUID. */
  @Nullable UUID customerId() {
    return customerId;
  }

  /** Returns the user id in the path; null if it isn't a GUID. */
  @Nullable UUID userId() {
    return userId;
  }

  Map<String, List<String>> headers() {
    return http.getRequestHeaders();
  }

  /** Returns the first value of a header; null if it wasn't sent. */
  @Nullable String header(String name) {
    return http.getRequestHeaders().getFirst(name);
  }

  /** Returns the GUID in a header; null if there is none. */
  @Nullable UUID guidHeader(String name) {
    return guid(header(name));
  }

  /** Returns whether the body is declared as JSON. */
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

  /** Returns the body as text. Bytes that aren't valid UTF-8 are replaced. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  static @Nullable UUID guid(@Nullable String text) {
    return text != null && GUID.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
