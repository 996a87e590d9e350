package io.partnercenter.users.sandbox;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.UserHandle;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts, resets and stops a {@link PartnerCenterSandbox} for the tests of a class (JUnit 5), hands
 * out clients of it, and tells what it received.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();
 *
 * @Test
 * void aMoveChangesTheUsageLocation() {
 *   new Moves(sandbox.client()).move(CUSTOMER_ID, USER_ID, "SE");
 *
 *   assertEquals("SE", sandbox.received().single().patched("usageLocation"));
 * }
 * }</pre>
 *
 * <p>In a static field it is one sandbox for the class and those nested in it, on one port, {@link
 * PartnerCenterSandbox#reset reset} before the {@code @BeforeEach} of each test; what a
 * {@code @BeforeAll} does to it is gone then. In an instance field it is a new one for each test;
 * if the instance lives for the class ({@code PER_CLASS}), then as in a static field.
 *
 * <p>A sandbox serves one test at a time: where tests run in parallel, a second one that shares the
 * field fails with an {@link IllegalStateException} that says so. In an instance field each test
 * has its own.
 *
 * <p>Before the sandbox runs, and after it was stopped, all methods throw an {@link
 * IllegalStateException}. Thread-safe.
 */
public final class PartnerCenterSandboxExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  /** The access token of the clients, to be expired or revoked. */
  public static final String ACCESS_TOKEN = "sandbox-token";

  private final Clock clock;
  private final List<PartnerCenter> clientsOfClass = new ArrayList<>();
  private final List<PartnerCenter> clientsOfTest = new ArrayList<>();
  private @Nullable PartnerCenterSandbox sandbox;
  private @Nullable PartnerCenter client;

  /** The id of the class or test that the sandbox was started for, and is stopped after. */
  private @Nullable String owner;

  /** The id of the test under way. */
  private @Nullable String test;

  /** By the system's clock. */
  public PartnerCenterSandboxExtension() {
    this(Clock.systemUTC());
  }

  /** By a clock of yours, which says when users are deleted and requests come in. */
  public PartnerCenterSandboxExtension(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** For JUnit. */
  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    startUnlessRunning(context);
  }

  /** For JUnit. */
  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (test != null) {
      throw new IllegalStateException(
          "another test uses this sandbox at the same time: keep the extension in an instance"
              + " field, so that each test has a sandbox of its own, or run the tests of the class"
              + " in one thread");
    }
    test = context.getUniqueId();
    client = null;
    if (!startUnlessRunning(context)) {
      sandbox().reset();
    }
  }

  /** For JUnit. */
  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (context.getUniqueId().equals(test)) {
      test = null;
      client = null;
      close(clientsOfTest);
      stopIfOwned(context);
    }
  }

  /** For JUnit. */
  @Override
  public synchronized void afterAll(ExtensionContext context) {
    stopIfOwned(context);
  }

  /** Also called for classes nested in the one it was started for. */
  private boolean startUnlessRunning(ExtensionContext context) {
    if (sandbox != null) {
      return false;
    }
    sandbox = PartnerCenterSandbox.start(0, clock);
    owner = context.getUniqueId();
    return true;
  }

  private void stopIfOwned(ExtensionContext context) {
    if (sandbox != null && context.getUniqueId().equals(owner)) {
      close(clientsOfClass);
      sandbox.close();
      sandbox = null;
      client = null;
    }
  }

  private static void close(List<PartnerCenter> clients) {
    clients.forEach(PartnerCenter::close);
    clients.clear();
  }

  /** The sandbox, to be told what it has and does. The extension closes it. */
  public synchronized PartnerCenterSandbox sandbox() {
    if (sandbox == null) {
      throw new IllegalStateException(
          "the sandbox is not running: in a static field it runs from before @BeforeAll until after"
              + " @AfterAll, in an instance field from before @BeforeEach until after @AfterEach");
    }
    return sandbox;
  }

  /**
   * A client of the sandbox, the same one all through a test, closed after it; what {@link
   * #builder()} builds. One that is asked for in {@code @BeforeAll} is closed after the class.
   */
  public synchronized PartnerCenter client() {
    PartnerCenterSandbox running = sandbox();
    if (client == null) {
      client = client(running, builder());
    }
    return client;
  }

  /**
   * A client with settings of yours, which talks to the sandbox whatever its base URL was; closed
   * as {@link #client()} is.
   *
   * @param builder that of {@link #builder()}, or another one that has access tokens
   */
  public synchronized PartnerCenter client(PartnerCenter.Builder builder) {
    Objects.requireNonNull(builder, "builder");
    return client(sandbox(), builder);
  }

  private PartnerCenter client(PartnerCenterSandbox running, PartnerCenter.Builder builder) {
    PartnerCenter built = builder.baseUrl(running.baseUrl()).build();
    (test == null ? clientsOfClass : clientsOfTest).add(built);
    return built;
  }

  /**
   * Builds clients of the sandbox: with its URL, {@link #ACCESS_TOKEN} and no retries, so that what
   * the sandbox answers reaches the code under test at once, and a call is one request. Each of
   * these can be set anew, say {@code builder().retries(RetryPolicy.builder().maxWait(…).build())}.
   * What is built by {@link #client(PartnerCenter.Builder)} is closed by the extension.
   */
  public PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(sandbox().baseUrl())
        .accessTokens(AccessTokens.of(ACCESS_TOKEN))
        .retries(RetryPolicy.none());
  }

  /** The user there is from the start, by {@link #client()}. */
  public UserHandle user() {
    return client()
        .customers()
        .byId(PartnerCenterSandbox.CUSTOMER_ID)
        .users()
        .byId(PartnerCenterSandbox.USER_ID);
  }

  /**
   * What the sandbox has received by now in this test; see {@link PartnerCenterSandbox#received}.
   */
  public ReceivedRequests received() {
    return sandbox().received();
  }
}
