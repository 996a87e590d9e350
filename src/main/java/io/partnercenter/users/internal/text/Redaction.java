package io.partnercenter.users.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the secrets of a call out of texts: the service may echo them in its description. */
public final class Redaction {
  /** A shorter token would also be found in ordinary words. A password may have any length. */
  private static final int SHORTEST_TOKEN = 6;

  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private final List<String> secrets = new ArrayList<>();

  private Redaction() {}

  /**
   * Of tokens, and of the passwords in a body.
   *
   * @param body JSON; what is no JSON has no passwords
   */
  public static Redaction of(Iterable<String> tokens, String body) {
    Redaction redaction = new Redaction();
    for (String token : tokens) {
      redaction.add(token, SHORTEST_TOKEN);
    }
    MaskedJson json = MaskedJson.of(body, none());
    if (json != null) {
      redaction.addAll(json.secrets());
    }
    return redaction;
  }

  /** Of no secret. */
  public static Redaction none() {
    return new Redaction();
  }

  /** Whether the value of a header is never shown. */
  public static boolean isSecretHeader(String name) {
    return SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  private void addAll(Iterable<String> secrets) {
    for (String secret : secrets) {
      add(secret, 1);
    }
  }

  private void add(@Nullable String secret, int shortest) {
    if (secret != null && secret.length() >= shortest) {
      secrets.add(secret);
    }
  }

  /** The text without the secrets. */
  public String apply(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, SafeText.MASK);
    }
    return redacted;
  }

  /** The failure itself if it may be shown, else one like it. */
  public Throwable apply(Throwable failure) {
    return MaskedFailure.masked(failure, this::apply);
  }
}
