package io.partnercenter.users;

import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/** Takes the secrets of a call out of texts: the service may echo them in its description. */
final class Redaction {
  /** A shorter one would take words apart, and is none. */
  private static final int SHORTEST = 6;

  private final List<String> secrets = new ArrayList<>();

  private Redaction() {}

  static Redaction of(Request request) {
    Redaction redaction = new Redaction();
    redaction.add(CallContext.of(request).accessToken());
    Invocation invocation = request.tag(Invocation.class);
    if (invocation != null) {
      for (Object argument : invocation.arguments()) {
        if (argument instanceof CustomerUserUpdate) {
          PasswordProfile profile = ((CustomerUserUpdate) argument).getPasswordProfile();
          redaction.add(profile == null ? null : profile.getPassword());
        }
      }
    }
    return redaction;
  }

  private void add(@Nullable String secret) {
    if (secret != null && secret.length() >= SHORTEST) {
      secrets.add(secret);
    }
  }

  @Nullable String apply(@Nullable String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted == null ? null : redacted.replace(secret, "***");
    }
    return redacted;
  }
}
