package io.partnercenter.users.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Masks the secrets of a call in texts: the service may repeat them in an error's description. */
public final class Redaction {
  /** A shorter token would also be found in ordinary words. A password may have any length. */
  private static final int SHORTEST_TOKEN = 6;

  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final List<String> secrets = new ArrayList<>();

  private Redaction() {}

  /**
   * Masks tokens, and the passwords in a body.
   *
   * @param body JSON; a text that isn't JSON has no passwords
   */
  public static Redaction of(Iterable<String> tokens, String body) {
    Redaction redaction = new Redaction();
    for (String token : tokens) {
      redaction.add(token.strip(), SHORTEST_TOKEN); // OkHttp strips it too
    }
    MaskedJson json = MaskedJson.of(body, none());
    if (json != null) {
      for (String password : json.secrets()) {
        redaction.add(password, 1);
      }
    }
    return redaction;
  }

  /** Masks nothing. */
  public static Redaction none() {
    return new Redaction();
  }

  /** Whether the value of this header must never be shown. */
  public static boolean isSecretHeader(String name) {
    return SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private void add(String secret, int shortest) {
    if (secret.length() >= shortest) {
      secrets.add(secret);
    }
  }

  /** Returns the text with its secrets masked. */
  public String apply(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = SecretPattern.mask(redacted, secret);
    }
    return redacted;
  }

  /** Returns the failure itself if it is safe to show, otherwise a masked copy. */
  public Throwable apply(Throwable failure) {
    return MaskedFailure.masked(failure, this::apply);
  }
}
