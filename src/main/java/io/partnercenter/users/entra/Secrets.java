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
 * The secrets of one account: the client secret and the latest tokens. Takes them out of texts of
 * others, as they are and URL-encoded. Thread-safe.
 */
final class Secrets {
  /** Those of two renewals; an older one has no use left. */
  private static final int MOST = 12;

  /** A shorter text is no token, and would take words apart. */
  private static final int SHORTEST = 4;

  private final @Nullable String clientSecret;
  private final Deque<String> tokens = new ArrayDeque<>();

  /** Null if the application has a certificate. */
  Secrets(@Nullable String clientSecret) {
    this.clientSecret = clientSecret;
  }

  /** Adds a token; the oldest is forgotten. */
  synchronized void add(String token) {
    if (token.length() < SHORTEST) {
      return;
    }
    tokens.remove(token);
    tokens.addFirst(token);
    if (tokens.size() > MOST) {
      tokens.removeLast();
    }
  }

  /** On one line, without secrets, and not longer than that. */
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

  /** Each character as it is or URL-encoded: encoders differ in what they encode. */
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

  /** The failure itself if it may be shown, else one like it. */
  Throwable mask(Throwable failure) {
    return MaskedFailure.masked(failure, this::mask);
  }
}
