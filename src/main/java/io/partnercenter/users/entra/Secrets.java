package io.partnercenter.users.entra;

import io.partnercenter.users.internal.text.MaskedFailure;
import io.partnercenter.users.internal.text.SafeText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
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
      masked = Pattern.compile(anyForm(secret)).matcher(masked).replaceAll(SafeText.MASK);
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

  /**
   * Returns a pattern of the secret with each character as it is or URL-encoded, because encoders
   * differ in what they encode.
   */
  private static String anyForm(String secret) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      String code = String.format("%%(?i:%02x)", (int) c);
      String itself = c == ' ' ? "[ +]" : Pattern.quote(String.valueOf(c));
      pattern.append("(?:").append(itself).append('|').append(code).append(')');
    }
    return pattern.toString();
  }

  /** Returns the failure itself if it may be shown, otherwise a masked copy. */
  Throwable mask(Throwable failure) {
    return MaskedFailure.masked(failure, this::mask);
  }
}
