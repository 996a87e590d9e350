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
 * A JUnit 5 extension that starts, resets and stops a {@link PartnerCenterSandbox} for the tests of
 * a class, creates clients for it, and returns the requests that it received.
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
 * <p>In a static field, the extension starts one sandbox on one port for the class and its nested
 * classes. It {@linkplain PartnerCenterSandbox#reset resets} the sandbox before the
 * {@code @BeforeEach} methods of each test; changes made in {@code @BeforeAll} are gone then. In an
 * instance field, the extension starts a new sandbox for each test. If the test instance lives for
 * the class ({@code PER_CLASS}), an instance field behaves like a static field.
 *
 * <p>A sandbox serves one test at a time. If tests run in parallel, a second test that shares the
 * field fails with an {@link IllegalStateException} that says so. In an instance field, each test
 * has its own sandbox.
 *
 * <p>Before the sandbox is started and after it was stopped, all methods throw an {@link
 * IllegalStateException}. Thread-safe.
 */
public final class PartnerCenterSandboxExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  /** The access token of the clients, for tests that expire or revoke it. */
  public static final String ACCESS_TOKEN = "sandbox-token";

  private final Clock clock;
  private final List<PartnerCenter> clientsOfClass = new ArrayList<>();
  private final List<PartnerCenter> clientsOfTest = new ArrayList<>();
  private @Nullable PartnerCenterSandbox sandbox;
  private @Nullable PartnerCenter client;

  /** The id of the class or test that the sandbox was started for, and is stopped after. */
  private @Nullable String owner;

  /** The id of the running test; null between tests. */
  private @Nullable String test;

  /** Creates an extension that uses the system's clock. */
  public PartnerCenterSandboxExtension() {
    this(Clock.systemUTC());
  }

  /**
   * Creates an extension whose sandbox takes the times of deletions and requests from this clock.
   */
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

  /**
   * Starts the sandbox unless it is running, and returns whether it was started. JUnit also calls
   * {@link #beforeAll} for nested classes, while the sandbox of the outer class is running.
   */
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

  /**
   * Returns the sandbox, for example to add users or to set conditions. The extension closes it.
   */
  public synchronized PartnerCenterSandbox sandbox() {
    if (sandbox == null) {
      throw new IllegalStateException(
          "the sandbox is not running: in a static field it runs from before @BeforeAll until after"
              + " @AfterAll, in an instance field from before @BeforeEach until after @AfterEach");
    }
    return sandbox;
  }

  /**
   * Returns a client for the sandbox with the settings of {@link #builder()}. Within a test it is
   * always the same client, which is closed after the test. A client requested in
   * {@code @BeforeAll} is closed after the class.
   */
  public synchronized PartnerCenter client() {
    PartnerCenterSandbox running = sandbox();
    if (client == null) {
      client = client(running, builder());
    }
    return client;
  }

  /**
   * Builds a client with your settings. It sends its requests to the sandbox, whatever base URL the
   * builder has. It is closed at the same time as {@link #client()}.
   *
   * @param builder the one of {@link #builder()}, or another builder that has access tokens
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
   * Returns a builder of clients for the sandbox. It has the URL of the sandbox, {@link
   * #ACCESS_TOKEN} and no retries: a call is one request, and the response of the sandbox reaches
   * the code under test at once. Each of these settings can be replaced, for example by {@code
   * builder().retries(RetryPolicy.builder().maxWait(…).build())}. The extension closes the clients
   * that {@link #client(PartnerCenter.Builder)} builds.
   */
  public PartnerCenter.Builder builder() {
    return PartnerCenter.builder()
        .baseUrl(sandbox().baseUrl())
        .accessTokens(AccessTokens.of(ACCESS_TOKEN))
        .retries(RetryPolicy.none());
  }

  /** Returns the user that every new sandbox has, as a handle of {@link #client()}. */
  public UserHandle user() {
    return client()
        .customers()
        .byId(PartnerCenterSandbox.CUSTOMER_ID)
        .users()
        .byId(PartnerCenterSandbox.USER_ID);
  }

  /**
   * Returns the requests that the sandbox has received so far in this test; see {@link
   * PartnerCenterSandbox#received}.
   */
  public ReceivedRequests received() {
    return sandbox().received();
  }
}
