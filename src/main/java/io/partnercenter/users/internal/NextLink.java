package io.partnercenter.users.internal;

import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a link to a page adds to the address of its list: a query, and the token of the page. It has
 * no address of its own, so it can't lead anywhere else. Immutable.
 */
final class NextLink {
  private final @Nullable String query;
  private final @Nullable String token;

  /**
   * Makes a link.
   *
   * @param query encoded, as the service wrote it; null for none
   * @param token the value of the continuation header; null for none
   */
  NextLink(@Nullable String query, @Nullable String token) {
    this.query = query;
    this.token = token;
  }

  /** Returns the link to the page that a request is for. */
  static NextLink of(Request request) {
    return new NextLink(request.url().encodedQuery(), request.header(WireConstants.CONTINUATION));
  }

  @Nullable String query() {
    return query;
  }

  @Nullable String token() {
    return token;
  }

  /**
   * Returns the request for the page.
   *
   * @param list a request for another page of the list
   */
  Request applyTo(Request list) {
    HttpUrl url = list.url().newBuilder().encodedQuery(query).build();
    Request.Builder request = list.newBuilder().url(url);
    return token == null
        ? request.removeHeader(WireConstants.CONTINUATION).build()
        : request.header(WireConstants.CONTINUATION, token).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NextLink
        && Objects.equals(query, ((NextLink) other).query)
        && Objects.equals(token, ((NextLink) other).token);
  }

  @Override
  public int hashCode() {
    return Objects.hash(query, token);
  }
}
