package io.partnercenter.users.internal;

import io.partnercenter.users.internal.text.HeaderValues;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.LinkHeader;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;
import retrofit2.http.GET;

/**
 * The address of a list. Checks whether a link from the service leads to a page of the same list:
 * the request for a page carries the access token, so a link to anywhere else is not followed.
 *
 * <p>A link is compared as it is written, without resolving it first. The forms that a parser would
 * tolerate (backslashes, dot segments, encoded slashes) are none in which the service writes links.
 */
final class ListAddress {
  private static final String METHOD = "GET";
  private static final int MAX_SHOWN = 200;

  /** Splits a link. The path is then compared with {@link #paths}. */
  private static final Pattern URI =
      Pattern.compile(
          "(?<origin>https?://[^/?\\\\@]*)?(?<path>/[^?]*)(\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE);

  private final HttpUrl url;
  private final String path;

  /** The forms in which the service writes the path; compared without regard to case. */
  private final Set<String> paths = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private ListAddress(HttpUrl url, int segments) {
    this.url = url;
    List<String> all = url.encodedPathSegments();
    List<String> own = all.subList(all.size() - segments, all.size());
    path = "/" + String.join("/", own);
    paths.add(url.encodedPath()); // with the path of the base URL
    paths.add(path);
    paths.add("/" + String.join("/", own.subList(1, own.size()))); // without the version
  }

  /** Returns the address of the list that a generated method requests. */
  static ListAddress of(Request request) {
    Invocation invocation = Objects.requireNonNull(request.tag(Invocation.class));
    GET get = Objects.requireNonNull(invocation.method().getAnnotation(GET.class));
    return new ListAddress(request.url(), get.value().split("/").length);
  }

  /** The path of the list, without the path of the base URL. */
  String path() {
    return path;
  }

  /**
   * Returns what a link adds to the address of the list.
   *
   * @throws InvalidLinkException if it doesn't lead to a page of the list
   */
  NextLink check(Link link) {
    String method = link.getMethod();
    if (method != null && !method.equalsIgnoreCase(METHOD)) {
      throw refused(link, "its method is not " + METHOD + " but " + method);
    }
    return new NextLink(query(link), token(link));
  }

  private @Nullable String query(Link link) {
    String uri = link.getUri();
    if (uri == null) {
      throw refused(link, "it has no address");
    }
    if (uri.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '#')) {
      throw refused(link, "it has a control character or a fragment");
    }
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw refused(link, "it is neither a path nor an http address");
    }
    String origin = parts.group("origin");
    if (origin != null && !isOwn(origin)) {
      throw refused(link, "it leads to another server");
    }
    if (!paths.contains(parts.group("path"))) {
      throw refused(link, "it leads to something else than the list");
    }
    return parts.group("query");
  }

  private boolean isOwn(String origin) {
    HttpUrl other = HttpUrl.parse(origin);
    return other != null && BaseUrl.haveSameOrigin(other, url);
  }

  private static @Nullable String token(Link link) {
    List<LinkHeader> headers = link.getHeaders();
    if (headers == null || headers.isEmpty()) {
      return null;
    }
    LinkHeader header = headers.get(0);
    if (headers.size() > 1 || !WireConstants.CONTINUATION.equalsIgnoreCase(header.getKey())) {
      throw refused(link, "it has other headers than " + WireConstants.CONTINUATION);
    }
    String value = header.getValue();
    if (value == null) {
      throw refused(link, "its " + WireConstants.CONTINUATION + " has no value");
    }
    try {
      return HeaderValues.check("its " + WireConstants.CONTINUATION, value);
    } catch (IllegalArgumentException e) {
      throw refused(link, String.valueOf(e.getMessage()));
    }
  }

  static InvalidLinkException refused(Link link, String problem) {
    return new InvalidLinkException(
        "the link to the next page is not followed, for "
            + problem
            + ": "
            + SafeText.oneLine(String.valueOf(link.getUri()), MAX_SHOWN));
  }
}
