package io.partnercenter.users.sandbox;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The access tokens that are accepted. */
final class Tokens {
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S.*)");

  private final Map<String, String> ended = new HashMap<>();
  private final Set<String> withoutMfa = new HashSet<>();
  private boolean mfaEnforced = true;
  private @Nullable Set<String> listed;

  synchronized void acceptOnly(String... tokens) {
    listed = Arrays.stream(tokens).map(Tokens::notBlank).collect(Collectors.toSet());
  }

  synchronized void acceptAny() {
    listed = null;
  }

  synchronized void expire(String token) {
    ended.put(notBlank(token), "The access token has expired.");
  }

  synchronized void revoke(String token) {
    ended.put(notBlank(token), "The access token was revoked.");
  }

  synchronized void takeMfaFrom(String token) {
    withoutMfa.add(notBlank(token));
  }

  synchronized void enforceMfa(boolean enforced) {
    mfaEnforced = enforced;
  }

  /**
   * Returns whether the token of the request was obtained with MFA; null if the request doesn't
   * ask.
   */
  synchronized @Nullable Boolean mfaCompliance(Request request) {
    String token = token(request);
    return ("true".equalsIgnoreCase(request.header("ValidateMfa")) && token != null)
        ? !withoutMfa.contains(token)
        : null;
  }

  synchronized @Nullable Response refusal(Request request) {
    String token = token(request);
    if (token == null) {
      return unauthorized("800001", "The partner token is missing in the request.");
    }
    if (ended.containsKey(token)) {
      return unauthorized("400", ended.get(token));
    }
    if (listed != null && !listed.contains(token)) {
      return unauthorized("400", "Access denied.");
    }
    if (mfaEnforced && withoutMfa.contains(token)) {
      return unauthorized("900421", "MFA required.");
    }
    return null;
  }

  private static @Nullable String token(Request request) {
    String authorization = request.header("Authorization");
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches() ? bearer.group(1) : null;
  }

  private static Response unauthorized(String code, String description) {
    return Response.error(401, code, description)
        .with("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:sandbox");
  }

  private static String notBlank(String token) {
    if (Objects.requireNonNull(token, "token").isBlank()) {
      throw new IllegalArgumentException("token is blank");
    }
    return token;
  }
}
