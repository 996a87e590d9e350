package io.partnercenter.users;

import com.microsoft.aad.msal4j.AuthenticationErrorCode;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.partnercenter.users.internal.Redaction;
import io.partnercenter.users.internal.RetryAfter;
import io.partnercenter.users.internal.Texts;
import io.partnercenter.users.internal.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Words what Entra or the way to it says, without secrets, and with what to do about it. */
final class EntraErrors {
  private static final int MAX_DESCRIPTION = 200;
  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

  /** By OAuth, and Entra. */
  private static final Set<String> REFUSALS =
      Set.of(
          "invalid_grant",
          "invalid_client",
          "invalid_request",
          "invalid_scope",
          "unauthorized_client",
          "unsupported_grant_type",
          "interaction_required",
          "consent_required",
          "login_required",
          "access_denied");

  private static final String CONSENT_AGAIN = "a person must consent again, with MFA";
  private static final Map<String, String> ADVICE =
      Map.of(
          "AADSTS65001", "consent is missing: " + CONSENT_AGAIN,
          "AADSTS700082", "the refresh token has expired: " + CONSENT_AGAIN,
          "AADSTS50173", "the refresh token was revoked: " + CONSENT_AGAIN,
          "AADSTS50076", "MFA is required: " + CONSENT_AGAIN,
          "AADSTS50079", "MFA must be set up: " + CONSENT_AGAIN,
          "AADSTS7000215", "the client secret is wrong: take its value, not its id",
          "AADSTS7000222", "the client secret has expired: make a new one");

  private final List<String> secrets = new CopyOnWriteArrayList<>();

  /** What must not be shown. */
  void addSecret(String secret) {
    if (!secrets.contains(secret)) {
      secrets.add(secret);
    }
  }

  EntraException of(Throwable error) {
    if (isCutOff(error)) { // its own words would show what came of the tokens
      return new EntraException("the answer can't be read", null, null, true, null, null);
    }
    Redaction redaction = Redaction.ofSecrets(secrets);
    String said = redaction.apply(String.valueOf(error.getMessage()));
    Matcher matcher = CODE.matcher(said);
    String code = matcher.find() ? matcher.group() : null;
    MsalServiceException refusal =
        error instanceof MsalServiceException ? (MsalServiceException) error : null;
    String correlationId = refusal == null ? null : refusal.correlationId();
    List<String> parts = new ArrayList<>();
    parts.add(Texts.oneLine(said, MAX_DESCRIPTION));
    if (code != null && ADVICE.containsKey(code)) {
      parts.add(ADVICE.get(code));
    }
    if (correlationId != null) {
      parts.add("Entra's correlation id: " + correlationId);
    }
    return new EntraException(
        String.join("; ", parts),
        code,
        correlationId,
        mayPass(error),
        refusal == null ? null : retryAfter(refusal),
        redaction.apply(error));
  }

  /** By the code of OAuth: of an answer that isn't Entra's it is another, or none. */
  private static boolean mayPass(Throwable error) {
    if (error instanceof MsalServiceException) {
      String oauthCode = ((MsalServiceException) error).errorCode();
      return oauthCode == null || !REFUSALS.contains(oauthCode);
    }
    return isCutOff(error)
        || error instanceof MsalException && error.getCause() instanceof IOException;
  }

  private static boolean isCutOff(Throwable error) {
    return error instanceof MsalException
        && AuthenticationErrorCode.INVALID_JSON.equals(((MsalException) error).errorCode());
  }

  private static @Nullable Duration retryAfter(MsalServiceException refusal) {
    Headers.Builder headers = new Headers.Builder();
    if (refusal.headers() != null) {
      for (Map.Entry<String, List<String>> each : refusal.headers().entrySet()) {
        if (RetryAfter.HEADER.equalsIgnoreCase(each.getKey())) { // one has no name
          headers.add(RetryAfter.HEADER, each.getValue().get(0));
        }
      }
    }
    return RetryAfter.of(headers.build(), Timer.SYSTEM.now());
  }
}
