package io.partnercenter.users.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates continuation tokens from the places where pages end. A token contains its place, so that
 * the sandbox stores no tokens.
 */
final class ContinuationTokens {
  private volatile String generation = UUID.randomUUID().toString();

  /** Invalidates all tokens created so far. */
  void expire() {
    generation = UUID.randomUUID().toString();
  }

  String of(ListPlace place) {
    String text = generation + "/" + place.index() + "/" + place.key();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the place that a token was created from; null if the text isn't a token, or if the
   * token has expired.
   */
  @Nullable ListPlace place(@Nullable String token) {
    try {
      byte[] bytes = Base64.getDecoder().decode(token == null ? "" : token);
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
      return parts.length == 3 && parts[0].equals(generation)
          ? new ListPlace(parts[2], Integer.parseInt(parts[1]))
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
