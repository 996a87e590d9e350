package io.partnercenter.users.sandbox;

import java.util.Arrays;
import java.util.HashMap;
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
  private @Nullable Set<String> listed;

  synchronized void acceptOnly(String... tokens) {
    listed = Arrays.stream(tokens).map(Tokens::usable).collect(Collectors.toSet());
  }

  synchronized void acceptAny() {
    listed = null;
  }

  synchronized void expire(String token) {
    ended.put(usable(token), "The access token has expired.");
  }

  synchronized void revoke(String token) {
    ended.put(usable(token), "The access token was revoked.");
  }

  synchronized @Nullable Answer refusal(Request request) {
    String authorization = request.header("Authorization");
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (!bearer.matches()) {
      return unauthorized("800001", "The partner token is missing in the request.");
    }
    String token = bearer.group(1);
    if (ended.containsKey(token)) {
      return unauthorized("400", ended.get(token));
    }
    if (listed != null && !listed.contains(token)) {
      return unauthorized("400", "Access denied.");
    }
    return null;
  }

  private static Answer unauthorized(String code, String description) {
    return Answer.error(401, code, description)
        .with("WWW-Authenticate", "OAuth realm=urn:cpsvc:cpid:sandbox");
  }

  private static String usable(String token) {
    if (Objects.requireNonNull(token, "token").isBlank()) {
      throw new IllegalArgumentException("token is blank");
    }
    return token;
  }
}
