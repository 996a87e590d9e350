package io.partnercenter.users.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A response that the sandbox gives instead of its own, for {@link
 * PartnerCenterSandbox#respondNext}. It is sent unchanged: no ids are echoed, and the server adds
 * only {@code Date} and {@code Content-Length}. Immutable.
 */
public final class NextResponse {
  /** How much of a response is sent. */
  enum Extent {
    WHOLE,
    HALF,
    NOTHING
  }

  private final Response response;
  private final Duration delay;
  private final Extent extent;

  private NextResponse(Response response, Duration delay, Extent extent) {
    this.response = response;
    this.delay = delay;
    this.extent = extent;
  }

  /** Returns a builder of a 200 without a body and without a delay. */
  public static Builder builder() {
    return new Builder();
  }

  Response response() {
    return response;
  }

  Duration delay() {
    return delay;
  }

  Extent extent() {
    return extent;
  }

  /**
   * Returns the status, the headers, the delay and how much is sent; never the body, which may
   * contain a secret.
   */
  @Override
  public String toString() {
    return extent + " of " + response.status() + " " + response.headers() + " after " + delay;
  }

  /** Builds a {@link NextResponse}. Not thread-safe. */
  public static final class Builder {
    private static final List<String> SET_BY_THE_SERVER =
        List.of("date", "content-length", "transfer-encoding", "connection");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private int status = 200;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private String body = "";
    private Duration delay = Duration.ZERO;
    private Extent extent = Extent.WHOLE;

    private Builder() {}

    /**
     * Sets the HTTP status. The default is 200.
     *
     * @throws IllegalArgumentException if the status isn't from 200 to 599
     */
    public Builder status(int status) {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status must be from 200 to 599, was " + status);
      }
      this.status = status;
      return this;
    }

    /**
     * Adds a header.
     *
     * @throws IllegalArgumentException if the name or the value isn't valid in HTTP, or if the
     *     server sets the header
     */
    public Builder header(String name, String value) {
      if (!NAME.matcher(name).matches() || SET_BY_THE_SERVER.contains(lowerCase(name))) {
        throw new IllegalArgumentException("this header can't be set: " + name);
      }
      if (!VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException("the value isn't valid for the header " + name);
      }
      headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      return this;
    }

    /**
     * Sets the body. It is sent in UTF-8, as {@code application/json} unless a header says
     * otherwise.
     */
    public Builder body(String body) {
      this.body = Objects.requireNonNull(body, "body");
      return this;
    }

    /**
     * Delays the response. The request is recorded before the delay.
     *
     * @throws IllegalArgumentException if the delay is negative
     */
    public Builder delay(Duration delay) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("delay is negative: " + delay);
      }
      this.delay = delay;
      return this;
    }

    /** Closes the connection after the headers and half of the body. */
    public Builder cutOff() {
      this.extent = Extent.HALF;
      return this;
    }

    /** Closes the connection without any response: status, headers and body are not sent. */
    public Builder noResponse() {
      this.extent = Extent.NOTHING;
      return this;
    }

    /**
     * Builds the response.
     *
     * @throws IllegalArgumentException if there is no body to cut off, or if there is a body with
     *     status 204 or 304
     */
    public NextResponse build() {
      if (extent == Extent.NOTHING) {
        return new NextResponse(Response.NONE, delay, extent);
      }
      if (extent == Extent.HALF && body.isEmpty()) {
        throw new InvalidFieldException("body", "body is empty: it can't be cut off");
      }
      if (!body.isEmpty() && (status == 204 || status == 304)) {
        throw new InvalidFieldException("body", "body must be empty with status " + status);
      }
      Map<String, List<String>> sent = new LinkedHashMap<>();
      headers.forEach((name, values) -> sent.put(name, List.copyOf(values)));
      if (!body.isEmpty()
          && headers.keySet().stream().noneMatch(n -> n.equalsIgnoreCase("Content-Type"))) {
        sent.put("Content-Type", List.of("application/json"));
      }
      return new NextResponse(new Response(status, sent, body), delay, extent);
    }

    private static String lowerCase(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
