package io.partnercenter.users.internal;

import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a link to a page of a list adds to the address of the list: a query, and the token of the
 * page. It has no address of its own, so that it can lead nowhere else. Immutable.
 */
final class NextLink {
  private final @Nullable String query;
  private final @Nullable String token;

  /**
   * @param query encoded, as the service wrote it; null for none
   * @param token the value of the header; null for none
   */
  NextLink(@Nullable String query, @Nullable String token) {
    this.query = query;
    this.token = token;
  }

  /** The link to what a request asks for. */
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
   * The request for the page.
   *
   * @param list one for another page of the list
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
