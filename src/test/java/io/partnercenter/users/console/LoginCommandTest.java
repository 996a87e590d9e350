package io.partnercenter.users.console;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.entra.EntraStub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A person's sign-in through the console. An HTTP client that follows redirects is the browser. */
class LoginCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("https://\\S+");

  @TempDir Path folder;
  private final EntraStub entra = new EntraStub();
  private final Map<String, HttpUrl> codes = new ConcurrentHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final List<URI> opened = new ArrayList<>();
  private boolean hasBrowser = true;
  private WayToEntra wayToEntra;
  private Path store;

  @BeforeEach
  void aPersonAgreesAndEntraKeepsToTheProtocol() throws Exception {
    wayToEntra = new WayToEntra(entra, folder);
    store = folder.resolve("tokens");
    entra.respondToSignIn(
        url -> {
          String code = "code-" + codes.size();
          codes.put(code, url);
          return EntraStub.sendsBack(url, "code", code);
        });
    entra.respondWith(this::redeem);
  }

  /** Accepts each code once, with the redirect address and the verifier of its sign-in. */
  private MockResponse redeem(Map<String, String> grant) {
    HttpUrl signIn = codes.remove(String.valueOf(grant.get("code")));
    boolean valid =
        signIn != null
            && signIn.queryParameter("redirect_uri").equals(grant.get("redirect_uri"))
            && signIn.queryParameter("code_challenge").equals(sha256(grant.get("code_verifier")))
            && "client-secret-value".equals(grant.get("client_secret"));
    return valid
        ? EntraStub.tokens(accessToken("mfa"), "refresh-token-of-the-consent")
        : EntraStub.refusal("invalid_grant", "AADSTS70008: The code is invalid.");
  }

  @AfterEach
  void close() throws IOException {
    wayToEntra.close();
    entra.close();
    assertThat(out() + err()).doesNotContain("refresh-token-of", "client-secret-value", "eyJ");
  }

  @Test
  void aSignInFillsTheTokenStore() throws IOException {
    CompletableFuture<Integer> exitCode = login();

    assertThat(browse(address())).contains("This window can be closed");

    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).as(err()).isEqualTo(0);
    assertThat(out())
        .contains("Signed in as a-person@contoso.example")
        .contains("The refresh token is in " + store)
        .contains("It expires on " + LocalDate.now().plusDays(90));
    assertThat(Files.readString(store))
        .contains("refresh-token-of-the-consent")
        .contains("contoso.example");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
  }

  @Test
  void theAddressRequestsANewSignInWithAStateAndAChallenge() throws IOException {
    CompletableFuture<Integer> exitCode = login();
    HttpUrl address = HttpUrl.get(address());

    assertThat(address.host()).isEqualTo("login.microsoftonline.com");
    assertThat(address.encodedPath()).isEqualTo("/contoso.example/oauth2/v2.0/authorize");
    assertThat(address.queryParameter("client_id")).isEqualTo("client-id");
    assertThat(address.queryParameter("response_type")).isEqualTo("code");
    assertThat(address.queryParameter("response_mode")).isEqualTo("query");
    assertThat(address.queryParameter("prompt")).isEqualTo("login");
    assertThat(address.queryParameter("code_challenge_method")).isEqualTo("S256");
    assertThat(address.queryParameter("code_challenge")).hasSize(43);
    assertThat(address.queryParameter("state")).hasSize(43);
    assertThat(address.queryParameter("redirect_uri")).matches("http://localhost:84\\d\\d");
    assertThat(address.queryParameter("scope"))
        .contains("https://api.partnercenter.microsoft.com/user_impersonation", "offline_access");
    browse(address.toString());
    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void theLastAddressOfABrowserOnAnotherMachineCanBePasted() throws IOException {
    CompletableFuture<Integer> exitCode = login();
    HttpUrl signIn = HttpUrl.get(address());
    codes.put("pasted-code", signIn);

    type("what is this?");
    type("http://localhost:8400/?code=pasted-code&state=another");
    type("  http://localhost:8400/?code=pasted-code&state=" + signIn.queryParameter("state") + " ");

    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).as(err()).isEqualTo(0);
    assertThat(err().lines())
        .containsExactly(
            "That is not the address at which this sign-in ended.",
            "That is not the address at which this sign-in ended.");
    assertThat(store).exists();
  }

  @Test
  void aRedirectWithAnotherStateHasNoEffect() throws IOException {
    CompletableFuture<Integer> exitCode = login();
    HttpUrl redirect = HttpUrl.get(HttpUrl.get(address()).queryParameter("redirect_uri"));

    for (String query :
        new String[] {"code=stolen&state=wrong", "code=stolen", "state=", "error=x", ""}) {
      assertThat(browse(redirect + "?" + query))
          .contains("This is not the sign-in that the console is waiting for");
    }
    assertThat(browse(redirect + "favicon.ico")).contains("This is not the sign-in");
    assertThat(exitCode).isNotDone();
    assertThat(entra.grants).isEmpty();

    browse(address());
    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
  }

  @Test
  void aRefusalByThePersonIsReported() throws IOException {
    entra.respondToSignIn(
        url ->
            EntraStub.sendsBack(
                url,
                "error",
                "access_denied",
                "error_description",
                "AADSTS65004: User declined to consent.\r\n\u001b[2JTrace ID: 1"));
    CompletableFuture<Integer> exitCode = login();

    browse(address());

    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
    assertThat(err())
        .startsWith(
            "Failed\n  description                          "
                + "the sign-in failed: access_denied: AADSTS65004: User declined to consent.")
        .doesNotContain("\u001b");
    assertThat(store).doesNotExist();
  }

  @Test
  void aCodeThatEntraRefusesIsReported() throws IOException {
    entra.enqueue(EntraStub.refusal("invalid_client", "AADSTS7000222: The secret has expired."));
    CompletableFuture<Integer> exitCode = login();

    browse(address());

    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
    assertThat(err()).contains("AADSTS7000222").contains("create a new one");
  }

  @Test
  void aSignInWithoutMfaIsReported() throws IOException {
    entra.enqueue(EntraStub.tokens(accessToken("pwd"), "refresh-token-of-the-consent"));
    CompletableFuture<Integer> exitCode = login();

    browse(address());

    assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
    assertThat(out()).contains("This sign-in was WITHOUT MFA");
  }

  @Test
  void theStoreOfAnotherAccountIsNotOverwritten() throws IOException {
    CompletableFuture<Integer> first = login();
    browse(address());
    assertThat(first).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
    String before = Files.readString(store);
    out.reset();
    Map<String, String> other = environment();
    other.put("PARTNER_CENTER_CLIENT_ID", "another-client-id");

    CompletableFuture<Integer> second = login(other);
    browse(address());

    assertThat(second).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1);
    assertThat(err()).contains("it belongs to another account").contains("another-client-id");
    assertThat(Files.readString(store)).isEqualTo(before);
  }

  @Test
  void aPortInUseIsSkipped() throws IOException {
    ServerSocket first = take(8400);
    try {
      CompletableFuture<Integer> exitCode = login();
      assertThat(HttpUrl.get(address()).queryParameter("redirect_uri"))
          .isNotEqualTo("http://localhost:8400");
      browse(address());
      assertThat(exitCode).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
    } finally {
      first.close();
    }
  }

  /** Takes the port, unless another program has it, until the socket is closed. */
  private static ServerSocket take(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    } catch (java.net.BindException e) {
      return new ServerSocket(0); // another program has the port
    }
  }

  @Test
  void withoutASignInItShowsTheRemainingMinutesAndEndsAfterFive() {
    AtomicInteger minutes = new AtomicInteger();
    LoginCommand.Minute nobody =
        redirects -> {
          assertThat(out()).contains(5 - minutes.getAndIncrement() + " min left");
          return redirects.poll();
        };

    assertThat(login(nobody, "")).isEqualTo(1);

    assertThat(minutes).hasValue(5);
    assertThat(err()).contains("nobody signed in within 5 minutes");
    assertThat(store).doesNotExist();
  }

  @Test
  void aSignInInTheLastMinuteIsInTime() {
    AtomicInteger minutes = new AtomicInteger();
    LoginCommand.Minute last =
        redirects -> minutes.incrementAndGet() < 5 ? redirects.poll() : signIn(redirects);

    assertThat(login(last, "")).as(err()).isZero();
    assertThat(store).exists();
  }

  private URI signIn(BlockingQueue<URI> redirects) throws InterruptedException {
    try {
      browse(address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return redirects.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void aBrowserIsOpenedOnlyWithTheOptionOpen() {
    login(BlockingQueue::poll, "");
    assertThat(opened).isEmpty();

    out.reset();
    login(BlockingQueue::poll, "--open");
    assertThat(opened).containsExactly(URI.create(address()));
    assertThat(out()).doesNotContain("No browser");

    opened.clear();
    hasBrowser = false;
    login(BlockingQueue::poll, "--open");
    assertThat(out()).contains("No browser could be opened here.");
  }

  @ParameterizedTest
  @CsvSource({
    "US_GOVERNMENT, https://login.microsoftonline.us/",
    "CHINA, https://login.chinacloudapi.cn/", // the name that MSAL uses
  })
  void thePersonSignsInInTheGivenCloud(String cloud, String authority) {
    login(BlockingQueue::poll, "--cloud=" + cloud);

    assertThat(address()).startsWith(authority + "contoso.example/oauth2/v2.0/authorize?");
  }

  /** Runs the command with the time and the browser of the test; the person types nothing. */
  private int login(LoginCommand.Minute minute, String option) {
    ConsoleEnvironment environment =
        new ConsoleEnvironment(environment(), InputStream.nullInputStream(), null);
    LoginCommand command =
        new LoginCommand(
            environment,
            minute,
            address -> {
              opened.add(address);
              return hasBrowser;
            });
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(option.isEmpty() ? new String[0] : new String[] {option});
  }

  @Test
  void aMissingSettingIsNamed() {
    Map<String, String> environment = environment();
    environment.remove("PARTNER_CENTER_TOKEN_STORE");

    assertThat(login(environment)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(2);
    assertThat(err()).startsWith("PARTNER_CENTER_TOKEN_STORE is missing");
  }

  private CompletableFuture<Integer> login() {
    return login(environment());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(WayToEntra.APPLICATION);
    environment.put("PARTNER_CENTER_TOKEN_STORE", store.toString());
    return environment;
  }

  private CompletableFuture<Integer> login(Map<String, String> variables) {
    PipedInputStream in = new PipedInputStream();
    try {
      keyboard.connect(in);
    } catch (IOException e) {
      in = new PipedInputStream(); // in a second run, nobody types
    }
    ConsoleEnvironment environment = new ConsoleEnvironment(variables, in, null);
    return CompletableFuture.supplyAsync(
        () ->
            Console.run(
                new String[] {"login"},
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
        task -> new Thread(task).start());
  }

  private void type(String line) throws IOException {
    keyboard.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private String address() {
    eventually("an address is shown", () -> ADDRESS.matcher(out()).find());
    Matcher address = ADDRESS.matcher(out());
    assertThat(address.find()).isTrue();
    return address.group();
  }

  /**
   * Opens the address and follows redirects: to Entra through the proxy, to the console directly.
   */
  private String browse(String address) throws IOException {
    OkHttpClient browser =
        entra
            .client()
            .newBuilder()
            .proxy(null)
            .proxySelector(ProxySelector.getDefault())
            .followRedirects(true)
            .followSslRedirects(true)
            .build();
    try (Response page = browser.newCall(new Request.Builder().url(address).build()).execute()) {
      return page.body().string();
    }
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String accessToken(String method) {
    return "eyJhbGciOiJub25lIn0."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ("{\"aud\":\"x\",\"amr\":[\"pwd\",\"" + method + "\"]}")
                    .getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }

  private static String sha256(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
