package io.partnercenter.users.entra;

import io.partnercenter.users.entra.EntraException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meaning of failed responses of the token endpoint, and what to do about them. */
final class EntraRefusals {
  static final String CONSENT_AGAIN = "a person must consent again, with MFA";

  private static final int MAX_DESCRIPTION = 200;
  private static final Pattern CODE = Pattern.compile("AADSTS\\d{4,12}");
  private static final Pattern CORRELATION_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  /** OAuth error codes after which Entra may accept another refresh token. */
  private static final Set<String> TOKEN_REFUSED =
      Set.of("invalid_grant", "interaction_required", "consent_required", "login_required");

  /** OAuth error codes that come with status 400 although the failure is transient. */
  private static final Set<String> TRANSIENT = Set.of("temporarily_unavailable", "server_error");

  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("AADSTS50076", "MFA is required: " + CONSENT_AGAIN),
          Map.entry("AADSTS50078", "the sign-in with MFA has expired: " + CONSENT_AGAIN),
          Map.entry("AADSTS50079", "MFA must be set up: " + CONSENT_AGAIN),
          Map.entry("AADSTS50173", "the refresh token was revoked: " + CONSENT_AGAIN),
          Map.entry("AADSTS65001", "consent is missing: " + CONSENT_AGAIN),
          Map.entry("AADSTS70043", "the refresh token has expired: " + CONSENT_AGAIN),
          Map.entry("AADSTS700082", "the refresh token has expired: " + CONSENT_AGAIN),
          Map.entry("AADSTS700084", "the refresh token has expired: " + CONSENT_AGAIN),
          Map.entry(
              "AADSTS7000215", "the client secret is wrong: use the secret's value, not its id"),
          Map.entry("AADSTS7000222", "the client secret has expired: create a new one"),
          Map.entry(
              "AADSTS7000218",
              "the application must authenticate: give it a client secret or a certificate, and"
                  + " register it as a web application"),
          Map.entry(
              "AADSTS700016",
              "the tenant does not know the application: check the client id, the tenant and the"
                  + " cloud"),
          Map.entry(
              "AADSTS53003",
              "a conditional access policy blocks the sign-in: ask an administrator of the tenant"
                  + " to allow it"));

  private EntraRefusals() {}

  /**
   * Returns the failure for a response with a status other than 200.
   *
   * @param retryAfter how long the response asks to wait; null if it doesn't ask
   */
  static EntraException of(
      int status, String body, @Nullable Duration retryAfter, Secrets secrets) {
    Map<String, String> members = TokenResponse.members(body);
    String error = members == null ? null : members.get("error");
    if (members == null || error == null) {
      return new EntraException(
          isTransient(status, "") ? Kind.TRANSIENT : Kind.PERMANENT,
          withoutOauthError(status),
          null,
          null,
          retryAfter,
          null);
    }
    String description = secrets.clean(members.getOrDefault("error_description", error), 4_000);
    String code = code(description);
    String correlationId = correlationId(members.get("correlation_id"), secrets);
    String message =
        secrets.clean(description, MAX_DESCRIPTION)
            + advice(code)
            + (correlationId == null ? "" : "; Entra's correlation id: " + correlationId);
    return new EntraException(kind(status, error), message, code, correlationId, retryAfter, null);
  }

  /** Returns the failure for the error with which Entra redirects the browser. */
  static EntraException ofSignIn(String error, String description, Secrets secrets) {
    String cleaned = secrets.clean(description, 4_000);
    String code = code(cleaned);
    return new EntraException(
        Kind.PERMANENT,
        secrets.clean(error + ": " + cleaned, MAX_DESCRIPTION) + advice(code),
        code,
        null,
        null,
        null);
  }

  private static String advice(@Nullable String code) {
    String advice = code == null ? null : ADVICE.get(code);
    return advice == null ? "" : "; " + advice;
  }

  private static Kind kind(int status, String error) {
    if (TOKEN_REFUSED.contains(error)) {
      return Kind.TOKEN_REFUSED;
    }
    return isTransient(status, error) ? Kind.TRANSIENT : Kind.PERMANENT;
  }

  private static boolean isTransient(int status, String error) {
    return status >= 500 || status == 429 || status == 408 || TRANSIENT.contains(error);
  }

  /**
   * Returns the message for a response of a proxy, or of Entra in trouble. It shows nothing of the
   * body.
   */
  private static String withoutOauthError(int status) {
    return status >= 300 && status < 400
        ? "the token endpoint responded with a redirect (HTTP "
            + status
            + "), which is never followed: check the proxy on the way to Entra"
        : "the token endpoint responded with HTTP " + status + " without giving a reason";
  }

  private static @Nullable String code(String description) {
    Matcher matcher = CODE.matcher(description);
    return matcher.find() ? matcher.group() : null;
  }

  /**
   * Returns the value; null if it doesn't have the form of an id or contains a secret, because a
   * response may repeat anything.
   */
  private static @Nullable String correlationId(@Nullable String value, Secrets secrets) {
    return value != null
            && CORRELATION_ID.matcher(value).matches()
            && secrets.mask(value).equals(value)
        ? value
        : null;
  }
}
