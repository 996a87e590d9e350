package io.partnercenter.users.entra;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.internal.ProxyAuthenticator;
import io.partnercenter.users.internal.RetryAfter;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests that MSAL makes for one token. MSAL sees only checked responses. Every other
 * response ends with an {@link EntraException}, before MSAL could show it in a message or a log.
 */
final class EntraHttp implements IHttpClient {
  private static final long MAX_BYTES = 1 << 20;

  private static final String REQUEST_ID = "client-request-id";

  /** The longest time without progress. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(8);

  /** The limit of one request, however slowly its response arrives. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(12);

  private final OkHttpClient client;
  private final Secrets secrets;
  private final Timer timer;

  private boolean cancelled;
  private @Nullable Call call;
  private volatile @Nullable TokenResponse response;
  private volatile @Nullable String refreshToken;

  EntraHttp(OkHttpClient client, Secrets secrets, Timer timer) {
    this.client = client;
    this.secrets = secrets;
    this.timer = timer;
  }

  /**
   * Returns a client for the token endpoint. It connects like the caller's client, but has nothing
   * that could send a secret elsewhere, send it twice or keep it.
   */
  static OkHttpClient client(@Nullable OkHttpClient callers) {
    OkHttpClient base = callers != null ? callers : new OkHttpClient();
    return base.newBuilder()
        .protocols(List.of(Protocol.HTTP_1_1)) // cancelling a request closes its connection
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .authenticator(Authenticator.NONE)
        .proxyAuthenticator(new ProxyAuthenticator(base.proxyAuthenticator()))
        .cookieJar(CookieJar.NO_COOKIES)
        .cache(null)
        .connectTimeout(READ_TIMEOUT)
        .readTimeout(READ_TIMEOUT)
        .writeTimeout(READ_TIMEOUT)
        .callTimeout(CALL_TIMEOUT)
        .build();
  }

  @Override
  public IHttpResponse send(HttpRequest request) throws IOException {
    Call sent = start(request);
    try (Response received = sent.execute()) {
      String body = body(Objects.requireNonNull(received.body()).source());
      if (received.code() != 200) {
        throw EntraRefusals.of(
            received.code(), body, RetryAfter.of(received.headers(), timer.now()), secrets);
      }
      String next = TokenResponse.refreshToken(body);
      if (next != null) {
        secrets.add(next);
        refreshToken = next;
      }
      TokenResponse tokens = TokenResponse.parse(body);
      secrets.add(tokens.accessToken());
      response = tokens;
      HttpResponse checked = new HttpResponse().statusCode(200).body(tokens.forMsal());
      checked.addHeaders(Map.of("Content-Type", List.of("application/json")));
      String id = request.headers().get(REQUEST_ID);
      if (id != null) { // otherwise MSAL logs that it is missing
        checked.addHeaders(Map.of(REQUEST_ID, List.of(id)));
      }
      return checked;
    }
  }

  private synchronized Call start(HttpRequest request) throws IOException {
    if (cancelled) {
      throw new IOException("Canceled");
    }
    Headers.Builder headers = new Headers.Builder();
    request.headers().forEach(headers::add);
    Request.Builder builder = new Request.Builder().url(request.url()).headers(headers.build());
    String body = request.body();
    if (body != null) {
      builder.post(
          RequestBody.create(
              body, MediaType.get("application/x-www-form-urlencoded; charset=utf-8")));
    }
    call = client.newCall(builder.build());
    return call;
  }

  private static String body(BufferedSource source) throws IOException {
    Buffer body = new Buffer();
    while (body.size() <= MAX_BYTES) {
      if (source.read(body, MAX_BYTES + 1 - body.size()) < 0) {
        return body.readUtf8();
      }
    }
    throw new EntraException(
        Kind.PERMANENT, "the response of the token endpoint is larger than 1 MB", null);
  }

  /** Closes the connection of the request under way, and sends no further request. */
  void cancel() {
    Call underWay;
    synchronized (this) {
      cancelled = true;
      underWay = call;
    }
    if (underWay != null) {
      underWay.cancel();
    }
  }

  /** Returns the tokens received; null if there are none yet. */
  @Nullable TokenResponse response() {
    return response;
  }

  /**
   * Returns the refresh token received; null if there is none yet. It replaces the previous one
   * even if the rest of the response is unusable, because Entra may no longer accept the previous
   * one.
   */
  @Nullable String refreshToken() {
    return refreshToken;
  }
}
