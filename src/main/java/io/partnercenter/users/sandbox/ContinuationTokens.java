package io.partnercenter.users.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes tokens of the places where pages end. They are remembered by nobody but who has them. */
final class ContinuationTokens {
  private volatile String generation = UUID.randomUUID().toString();

  /** All tokens that there are by now are no tokens any more. */
  void expire() {
    generation = UUID.randomUUID().toString();
  }

  String of(ListPlace place) {
    String text = generation + "/" + place.index() + "/" + place.key();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place that a token was made of; null if it is none, or expired. */
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
