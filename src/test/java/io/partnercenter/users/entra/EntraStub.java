package io.partnercenter.users.entra;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A token endpoint over TLS under the host names of the real endpoints: it is the proxy on the way
 * to them, and responds to the requests that are sent through its tunnel.
 */
public final class EntraStub implements Closeable {
  /** The form of each request for a token, by parameter. */
  public final List<Map<String, String>> grants = new CopyOnWriteArrayList<>();

  /** The host and path of each request for a token. */
  public final List<String> endpoints = new CopyOnWriteArrayList<>();

  /** The id that each request for a token was sent with; null for none. */
  public final List<String> requestIds = new CopyOnWriteArrayList<>();

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder()
          .addSubjectAlternativeName("login.microsoftonline.com")
          .addSubjectAlternativeName("login.microsoftonline.us")
          .addSubjectAlternativeName("login.partner.microsoftonline.cn")
          .build();

  private final Queue<MockResponse> queued = new ConcurrentLinkedQueue<>();
  private volatile Function<Map<String, String>, MockResponse> rule =
      grant -> new MockResponse().setResponseCode(500);
  private volatile Function<HttpUrl, MockResponse> signIn =
      url -> new MockResponse().setResponseCode(404);
  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client;

  public EntraStub() {
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build().sslSocketFactory(),
        true);
    HandshakeCertificates clientCertificates =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getMethod().equals("CONNECT")) {
              return peek();
            }
            if (request.getMethod().equals("GET")) {
              return signIn.apply(request.getRequestUrl());
            }
            endpoints.add(request.getHeader("Host") + request.getPath());
            requestIds.add(request.getHeader("client-request-id"));
            Map<String, String> grant = form(request.getBody().readUtf8());
            grants.add(grant);
            MockResponse response = queued.poll();
            return response != null ? response : rule.apply(grant);
          }

          @Override
          public MockResponse peek() {
            return new MockResponse().setSocketPolicy(SocketPolicy.UPGRADE_TO_SSL_AT_END);
          }
        });
    try {
      server.start(InetAddress.getByName("127.0.0.1"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client =
        new OkHttpClient.Builder()
            .proxy(server.toProxyAddress())
            .sslSocketFactory(
                clientCertificates.sslSocketFactory(), clientCertificates.trustManager())
            .build();
  }

  /** Returns a client whose requests reach this stub, whatever endpoint of Entra they are for. */
  public OkHttpClient client() {
    return client;
  }

  public Proxy proxy() {
    return server.toProxyAddress();
  }

  /** Writes a key store, with the password {@code password}, that makes a JVM trust this stub. */
  public Path trustStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("entra", CERTIFICATE.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, "password".toCharArray());
    }
    return file;
  }

  /** Adds responses to the next requests for a token, one for each request. */
  public void enqueue(MockResponse... next) {
    queued.addAll(List.of(next));
  }

  /** Sets the response to a browser that opens the address of a sign-in. */
  public void respondToSignIn(Function<HttpUrl, MockResponse> newSignIn) {
    signIn = newSignIn;
  }

  /**
   * Returns a redirect of the browser to the application, with these parameters, and with the state
   * of the sign-in if they contain none.
   */
  public static MockResponse sendsBack(HttpUrl signIn, String... parameters) {
    HttpUrl.Builder back = HttpUrl.get(signIn.queryParameter("redirect_uri")).newBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      back.addQueryParameter(parameters[i], parameters[i + 1]);
    }
    if (back.build().queryParameter("state") == null) {
      back.addQueryParameter("state", signIn.queryParameter("state"));
    }
    return new MockResponse().setResponseCode(302).setHeader("Location", back.build());
  }

  /** Sets the response to requests for which none is enqueued. It is 500 by default. */
  public void respondWith(Function<Map<String, String>, MockResponse> newRule) {
    rule = newRule;
  }

  /** Returns a response with tokens of a person's consent, which are valid for an hour. */
  public static MockResponse tokens(String accessToken, String refreshToken) {
    return tokens(accessToken, refreshToken, "a-person");
  }

  /** Returns a response with tokens of this person's consent, which are valid for an hour. */
  static MockResponse tokens(String accessToken, String refreshToken, String person) {
    String idToken =
        base64("{\"alg\":\"none\"}")
            + "."
            + base64(
                "{\"oid\":\""
                    + person
                    + "\",\"preferred_username\":\""
                    + person
                    + "@contoso.example\",\"tid\":\"t\",\"sub\":\"s\",\"iss\":\"i\"}")
            + ".";
    return json(
        String.format(
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"%s\","
                + "\"refresh_token\":\"%s\",\"id_token\":\"%s\",\"client_info\":\"%s\"}",
            accessToken,
            refreshToken,
            idToken,
            base64("{\"uid\":\"" + person + "\",\"utid\":\"t\"}")));
  }

  /** Returns a refusal in the format of Entra. */
  public static MockResponse refusal(String error, String description) {
    return json(String.format(
            "{\"error\":\"%s\",\"error_description\":\"%s\",\"correlation_id\":\"c0ffee\"}",
            error, description))
        .setResponseCode(400);
  }

  static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> form(String body) {
    HttpUrl url = HttpUrl.get("http://form.invalid/?" + body);
    Map<String, String> form = new TreeMap<>();
    url.queryParameterNames().forEach(name -> form.put(name, url.queryParameter(name)));
    return form;
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }
}
