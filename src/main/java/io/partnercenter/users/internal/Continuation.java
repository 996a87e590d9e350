package io.partnercenter.users.internal;

import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.LinkHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Encodes a link to a page as one text that a caller can keep: path and query in a line, then the
 * token. By the path, a continuation of another list is recognized.
 */
final class Continuation {
  private Continuation() {}

  static String of(ListAddress list, NextLink link) {
    String query = link.query() == null ? "" : "?" + link.query();
    String token = link.token() == null ? "" : "\n" + link.token();
    byte[] text = (list.path() + query + token).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /**
   * Returns the link from which a continuation was made.
   *
   * @throws IllegalArgumentException if it is not a continuation of the list
   */
  static NextLink parse(ListAddress list, String continuation) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(continuation), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      Link.Builder link = Link.builder().uri(end < 0 ? text : text.substring(0, end));
      if (end >= 0) {
        link.headers(
            List.of(
                LinkHeader.builder()
                    .key(WireConstants.CONTINUATION)
                    .value(text.substring(end + 1))
                    .build()));
      }
      return list.check(link.build());
    } catch (IllegalArgumentException | InvalidLinkException e) {
      throw new IllegalArgumentException("continueFrom is no continuation of this list", e);
    }
  }
}
