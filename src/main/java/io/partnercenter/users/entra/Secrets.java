package io.partnercenter.users.entra;

import io.partnercenter.users.internal.text.MaskedFailure;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.internal.text.SecretPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one account: the client secret and the latest tokens. Masks them in texts from
 * elsewhere, as they are and URL-encoded. Thread-safe.
 */
final class Secrets {
  /** The tokens of two renewals; older tokens are no longer usable. */
  private static final int MAX_TOKENS = 12;

  /** A shorter text is not a token, and masking it would damage words. */
  private static final int MIN_LENGTH = 4;

  private final @Nullable String clientSecret;
  private final Deque<String> tokens = new ArrayDeque<>();

  /** Starts with the client secret; null if the application has a certificate. */
  Secrets(@Nullable String clientSecret) {
    this.clientSecret = clientSecret;
  }

  /** Adds a token. If there are too many, the oldest is forgotten. */
  synchronized void add(String token) {
    if (token.length() < MIN_LENGTH) {
      return;
    }
    tokens.remove(token);
    tokens.addFirst(token);
    if (tokens.size() > MAX_TOKENS) {
      tokens.removeLast();
    }
  }

  /** Returns the text on one line, with the secrets masked, cut to the maximum length. */
  String clean(String text, int maxLength) {
    return SafeText.oneLine(mask(text), maxLength);
  }

  String mask(String text) {
    String masked = text;
    for (String secret : all()) {
      masked = SecretPattern.mask(masked, secret);
    }
    return masked;
  }

  private synchronized List<String> all() {
    List<String> all = new ArrayList<>(tokens);
    if (clientSecret != null) {
      all.add(clientSecret);
    }
    return all;
  }

  /** Returns the failure itself if it may be shown, otherwise a masked copy. */
  Throwable mask(Throwable failure) {
    return MaskedFailure.masked(failure, this::mask);
  }
}
