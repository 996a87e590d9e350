package io.partnercenter.users.sandbox;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stand-in for Partner Center's users resource. It runs in this JVM and listens on the loopback
 * address. It keeps users in memory: a PATCH changes a user, and a GET and the list show the
 * change.
 *
 * <pre>{@code
 * try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start();
 *     PartnerCenter partner =
 *         PartnerCenter.builder()
 *             .baseUrl(sandbox.baseUrl())
 *             .accessTokens(AccessTokens.of("any"))
 *             .build()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>In JUnit tests, {@link PartnerCenterSandboxExtension} does this.
 *
 * <p>The sandbox responds as the documentation of the service says. Where the documentation leaves
 * something open, the sandbox follows these rules:
 *
 * <ul>
 *   <li>If the documentation names no error code, the HTTP status serves as the code.
 *   <li>A deleted user can be read, changed and restored for 30 days, and keeps its user principal
 *       name for that time. A PATCH without {@code state} changes the user and leaves it deleted.
 *   <li>Two names in a body that differ only in case are one property if they have the same value.
 *       If their values differ, the request is refused with 400, code 800002.
 *   <li>{@code state} set to {@code inactive} changes nothing: a PATCH can restore a user, but not
 *       delete one. Further properties in a {@code passwordProfile} are ignored.
 *   <li>A request without MS-Contract-Version is accepted. A version other than {@code v1}, an
 *       MS-RequestId or MS-CorrelationId that isn't a GUID, and a ValidateMfa that is neither
 *       {@code true} nor {@code false} are refused with 400, code 800002.
 *   <li>A PATCH with an MS-RequestId is carried out once. If it is sent again with the same path,
 *       If-Match and body, it gets the first outcome (200, 400, 403, 404, 409, 412) and changes
 *       nothing. A different PATCH with the same id is refused with 400, code 800002. The last
 *       10,000 ids are remembered. Responses that aren't outcomes are never remembered: 401, 405,
 *       413, 415, 429, 5xx and injected responses.
 *   <li>A list is in the order in which the users were added, unless it is sorted. It can be sorted
 *       by a property that the users have, without regard to case. {@code totalCount} is the number
 *       of users on the page. An invalid parameter value is refused with 400, code 800002, and so
 *       is any filter other than the one for deleted users.
 *   <li>A body of more than 1,048,576 bytes is refused with 413.
 * </ul>
 *
 * <p>A condition holds until it is ended or the sandbox is {@link #reset reset}. If several
 * conditions hold, the first of this list determines the response: an injected response, an outage,
 * a token that isn't accepted, a throttle, an ended relationship, a withdrawn role.
 *
 * <p>The sandbox only serves requests whose Host header names this machine: 127.0.0.1, [::1] or
 * localhost. It refuses other requests with 421 and doesn't record them, because a page in a
 * browser may have sent them.
 *
 * <p>The first start in a JVM sets two system properties of the JDK's HTTP server, unless they are
 * already set: {@code sun.net.httpserver.nodelay} (without it, the response to a PATCH is 40 ms
 * late) and {@code sun.net.httpserver.maxReqTime} (10: a client that takes longer than 10 seconds
 * to send a request is cut off). The properties apply to every such server of the JVM, and have no
 * effect if one was started before.
 *
 * <p>Thread-safe. No argument may be null: a {@link NullPointerException} names the argument that
 * is.
 */
public final class PartnerCenterSandbox implements AutoCloseable {
  /** The id of the customer that every new sandbox has. */
  public static final UUID CUSTOMER_ID = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");

  /** The id of the active user of {@link #CUSTOMER_ID} that every new sandbox has. */
  public static final UUID USER_ID = UUID.fromString("4b10bf41-ab11-40e3-8c53-cd67849b50de");

  private final Clock clock;
  private final CurrentState state;
  private final LoopbackServer server;

  private PartnerCenterSandbox(int port, Clock clock) {
    this.clock = clock;
    state = new CurrentState(SandboxState.seeded(clock));
    server = new LoopbackServer(port, new ExchangeHandler(state));
  }

  /** Starts a sandbox on a free port. */
  public static PartnerCenterSandbox start() {
    return start(0);
  }

  /**
   * Starts a sandbox on this port of the loopback address, or on a free port if it is 0.
   *
   * @throws IllegalArgumentException if the port isn't from 0 to 65535
   * @throws UncheckedIOException if the port is in use, or can't be opened for another reason
   */
  public static PartnerCenterSandbox start(int port) {
    return start(port, Clock.systemUTC());
  }

  /** Like {@link #start(int)}, but takes the times of deletions and requests from this clock. */
  public static PartnerCenterSandbox start(int port, Clock clock) {
    return new PartnerCenterSandbox(port, Objects.requireNonNull(clock, "clock"));
  }

  /**
   * Returns the URL of the sandbox without {@code /v1}, for {@code
   * PartnerCenter.builder().baseUrl(…)}.
   */
  public String baseUrl() {
    return server.baseUrl();
  }

  /**
   * Adds an active user, and the customer if it doesn't exist. The user principal name is derived
   * from the user's id.
   *
   * @throws IllegalArgumentException if the user already exists
   */
  public void addUser(UUID customerId, UUID userId) {
    addUser(customerId, userId, Map.of());
  }

  /**
   * Like {@link #addUser(UUID, UUID)}, with properties that override the defaults. A value is a
   * JSON value in Java: a string, a number, a boolean, a list, a map or null.
   *
   * @throws IllegalArgumentException if the user already exists, if another user has its user
   *     principal name, if a value isn't JSON, or if the sandbox itself sets one of the properties:
   *     id, state, softDeletionTime, links, attributes
   */
  public void addUser(UUID customerId, UUID userId, Map<String, ?> properties) {
    Objects.requireNonNull(properties, "properties");
    state.get().users().add(customer(customerId), user(userId), properties);
  }

  /**
   * Adds this many active users with random ids, like {@link #addUser(UUID, UUID)}. Thousands of
   * users are no problem.
   *
   * @return the ids, in the order of the list
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public List<UUID> addUsers(UUID customerId, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count is negative: " + count);
    }
    List<UUID> ids =
        Stream.generate(UUID::randomUUID).limit(count).collect(Collectors.toUnmodifiableList());
    state.get().users().addAll(customer(customerId), ids);
    return ids;
  }

  /**
   * Returns a user as a GET would return it, whatever conditions hold. The map is an unmodifiable
   * copy.
   *
   * @throws IllegalArgumentException if there is no such user; the message contains the ids
   */
  public Map<String, Object> user(UUID customerId, UUID userId) {
    return state.get().users().show(customer(customerId), user(userId));
  }

  /**
   * Deletes a user as a person in Partner Center would: the user becomes inactive, and can be
   * restored for 30 days.
   *
   * @throws IllegalArgumentException if there is no such active user
   */
  public void deleteUser(UUID customerId, UUID userId) {
    state.get().users().delete(customer(customerId), user(userId), null);
  }

  /**
   * Like {@link #deleteUser(UUID, UUID)}, with this time of deletion, truncated to seconds. A user
   * deleted 30 days ago or earlier is gone.
   *
   * @throws IllegalArgumentException if there is no such active user
   */
  public void deleteUser(UUID customerId, UUID userId, Instant deletedAt) {
    state
        .get()
        .users()
        .delete(customer(customerId), user(userId), Objects.requireNonNull(deletedAt, "deletedAt"));
  }

  /** Writes the address of a list's next page in this form from now on. */
  public void nextLinksHaveForm(LinkForm form) {
    state.get().list().linksHaveForm(Objects.requireNonNull(form, "form"));
  }

  /**
   * Expires the continuation tokens of all pages returned so far: from now on they are refused with
   * 400, code 800002. Otherwise continuation tokens expire only with a reset.
   */
  public void expireContinuationTokens() {
    state.get().continuationTokens().expire();
  }

  /** Refuses a stale ETag with 412, code 2055, from now on. */
  public void respond412ToStaleEtags() {
    state.get().conditions().respondToStaleEtagsWith(412);
  }

  /** Refuses a stale ETag with 400, code 2055, from now on, as a new sandbox does. */
  public void respond400ToStaleEtags() {
    state.get().conditions().respondToStaleEtagsWith(400);
  }

  /** Refuses requests for the customer with 403, code 20002, from now on. */
  public void endRelationship(UUID customerId) {
    state.get().conditions().endRelationship(customer(customerId));
  }

  /** Undoes {@link #endRelationship}. */
  public void resumeRelationship(UUID customerId) {
    state.get().conditions().resumeRelationship(customer(customerId));
  }

  /** Refuses requests with 403, code 900150, from now on: the role has no right to them. */
  public void withdrawRole() {
    state.get().conditions().withdrawRole();
  }

  /** Undoes {@link #withdrawRole}. */
  public void grantRole() {
    state.get().conditions().grantRole();
  }

  /**
   * Responds to requests with this status from now on.
   *
   * @throws IllegalArgumentException if the status is neither 500 nor 503
   */
  public void outage(int status) {
    state.get().conditions().startOutage(status);
  }

  /** Undoes {@link #outage}. */
  public void endOutage() {
    state.get().conditions().endOutage();
  }

  /**
   * Admits this many requests for the customer per second from now on, like {@link #throttle(UUID,
   * int, Duration, ErrorShape)} with a window of one second.
   *
   * @throws IllegalArgumentException if {@code requestsPerSecond} is negative
   */
  public void throttle(UUID customerId, int requestsPerSecond, ErrorShape shape) {
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException("requestsPerSecond is negative: " + requestsPerSecond);
    }
    throttle(customerId, requestsPerSecond, Duration.ofSeconds(1), shape);
  }

  /**
   * Admits this many requests for the customer in each window from now on, and refuses the others
   * with 429. A window begins with the first request after the previous window ended. Retry-After
   * is the time until the window ends, in whole seconds, rounded up: a request sent after that time
   * is admitted, unless {@code requests} is 0.
   *
   * @param requests the number of requests that are admitted; none if it is 0
   * @param window the length of a window, such as a minute
   * @throws IllegalArgumentException if {@code requests} is negative, or {@code window} isn't
   *     longer than 0
   */
  public void throttle(UUID customerId, int requests, Duration window, ErrorShape shape) {
    state
        .get()
        .throttle()
        .start(
            customer(customerId),
            requests,
            Objects.requireNonNull(window, "window"),
            Objects.requireNonNull(shape, "shape"));
  }

  /** Undoes {@link #throttle(UUID, int, Duration, ErrorShape)}. */
  public void endThrottle(UUID customerId) {
    state.get().throttle().end(customer(customerId));
  }

  /**
   * Accepts only these tokens from now on; other tokens are refused with 401, code 400. A new
   * sandbox accepts any token that isn't blank.
   *
   * @throws IllegalArgumentException if a token is blank
   */
  public void acceptOnlyTokens(String... tokens) {
    state.get().tokens().acceptOnly(tokens);
  }

  /** Undoes {@link #acceptOnlyTokens}. Tokens that were expired or revoked are still refused. */
  public void acceptAnyToken() {
    state.get().tokens().acceptAny();
  }

  /**
   * Expires the token: from now on, until a reset, it is refused with 401, code 400.
   *
   * @throws IllegalArgumentException if the token is blank
   */
  public void expireToken(String token) {
    state.get().tokens().expire(token);
  }

  /**
   * Revokes the token: from now on, until a reset, it is refused with 401, code 400.
   *
   * @throws IllegalArgumentException if the token is blank
   */
  public void revokeToken(String token) {
    state.get().tokens().revoke(token);
  }

  /**
   * Treats the token as obtained without multi-factor authentication from now on, until a reset.
   * The token is refused with 401, code 900421, while MFA is enforced. A new sandbox enforces MFA.
   * If a request with the token has {@code ValidateMfa: true}, the response has {@code
   * isMfaCompliant: false}.
   *
   * @throws IllegalArgumentException if the token is blank
   */
  public void takeMfaFromToken(String token) {
    state.get().tokens().takeMfaFrom(token);
  }

  /** Accepts tokens without MFA from now on, as the service did before 2026. */
  public void endMfaEnforcement() {
    state.get().tokens().enforceMfa(false);
  }

  /** Undoes {@link #endMfaEnforcement}. */
  public void enforceMfa() {
    state.get().tokens().enforceMfa(true);
  }

  /**
   * Brings the sandbox into a provider state of the contract (docs/contracts.md lists them), so
   * that a Pact verifier can send the interaction. As with a reset, everything that was there
   * before is gone: the sandbox has only the customer and the users of the state. The change is one
   * step: each request meets the sandbox either before the change or after it.
   *
   * @param state the name of the state; if it is empty, the sandbox is reset
   * @param parameters the parameters of the state; ids that are missing get random values
   * @return the values that replace those recorded in the contract: {@code customerId} and {@code
   *     userId}, and others that the state has; empty if {@code state} is
   * @throws IllegalArgumentException if there is no such state, or if a parameter is missing or
   *     invalid; nothing is changed then
   */
  public Map<String, Object> setProviderState(String state, Map<String, ?> parameters) {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(parameters, "parameters");
    if (state.isEmpty()) {
      reset();
      return Map.of();
    }
    SandboxState next = SandboxState.empty(clock);
    Map<String, Object> values = ProviderState.setUp(next, state, parameters);
    replaceState(next);
    return values;
  }

  /**
   * Gives this response to the next request, whatever the request is. The request is neither
   * checked nor carried out. If several responses are added, each is given to one request, in the
   * order in which they were added.
   */
  public void respondNext(NextResponse response) {
    state.get().injected().add(Objects.requireNonNull(response, "response"));
  }

  /**
   * Returns the requests received since the start or the last reset, with their responses, oldest
   * first. They are kept in memory until the next reset, however many they are.
   */
  public List<Exchange> exchanges() {
    return state.get().recorder().exchanges();
  }

  /**
   * Returns the requests of {@link #exchanges}, for the assertions of a test. Requests received
   * later aren't added to the result.
   */
  public ReceivedRequests received() {
    return ReceivedRequests.of(exchanges());
  }

  /**
   * Advances the clock until a reset: the windows of throttles end, and deleted users are gone,
   * that much sooner.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public void advanceClock(Duration time) {
    state.get().clock().advance(Objects.requireNonNull(time, "time"));
  }

  Instant now() {
    return state.get().clock().instant();
  }

  /**
   * Restores everything as it was at the start, on the same port: users, conditions, tokens,
   * throttles, injected responses, request ids and exchanges. The clock is again the one that the
   * sandbox was started with, and no longer advanced.
   *
   * <p>A request in progress gets its response as if there had been no reset. It isn't recorded in
   * the new state and changes nothing there. If its response is an injected one that is still
   * delayed, it gets no response: its connection is closed. A request that arrives later meets the
   * new state, whenever it was sent.
   */
  public void reset() {
    replaceState(SandboxState.seeded(clock));
  }

  private void replaceState(SandboxState next) {
    state.replaceWith(next).end();
  }

  /** Stops the sandbox immediately. Requests in progress are cut off. */
  @Override
  public void close() {
    server.close();
  }

  private static UUID customer(UUID customerId) {
    return Objects.requireNonNull(customerId, "customerId");
  }

  private static UUID user(UUID userId) {
    return Objects.requireNonNull(userId, "userId");
  }
}
