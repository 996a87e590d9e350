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
 * A stand-in of Partner Center's users resource, in this JVM, on loopback. It keeps users in
 * memory: a PATCH changes them, a GET shows the change, and so does the list.
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
 * <p>{@link PartnerCenterSandboxExtension} does that for tests in JUnit.
 *
 * <p>It answers as the service documents it. What the documentation leaves open is decided here:
 *
 * <ul>
 *   <li>Where it names no error code, the HTTP status serves as the code.
 *   <li>A deleted user can be read, changed and restored for 30 days, and keeps its user principal
 *       name so long. A PATCH without {@code state} changes it and leaves it deleted.
 *   <li>Two names in a body that differ only in case are one, as long as they have one value;
 *       otherwise they are refused with 400, code 800002.
 *   <li>{@code state} set to {@code inactive} changes nothing: a PATCH restores a user, and deletes
 *       none. What a {@code passwordProfile} has beside its two properties is ignored.
 *   <li>A request without MS-Contract-Version is taken. Another version than {@code v1}, an
 *       MS-RequestId or MS-CorrelationId that is no GUID, and a ValidateMfa that is neither {@code
 *       true} nor {@code false} are refused with 400, code 800002.
 *   <li>A PATCH with an MS-RequestId is carried out once: sent again, with the same path, If-Match
 *       and body, it gets the first outcome (200, 400, 403, 404, 409, 412) and changes nothing. For
 *       any other PATCH the id is refused with 400, code 800002. The last 10,000 ids are
 *       remembered. What isn't an outcome never is: 401, 405, 413, 415, 429, 5xx and injected
 *       responses.
 *   <li>A list is in the order in which the users were added, unless it is sorted: without regard
 *       to case, by a property that they have. {@code totalCount} counts the users on the page.
 *       What a parameter can't be is refused with 400, code 800002, a filter too that isn't the one
 *       for deleted users.
 *   <li>A body of more than 1,048,576 bytes is refused with 413.
 * </ul>
 *
 * <p>Conditions stay until they are ended, or all is {@link #reset}. When several hold, the first
 * of this list is answered: an injected response, an outage, a token that isn't accepted, a
 * throttle, an ended relationship, a withdrawn role.
 *
 * <p>It only answers requests whose Host header names this machine: 127.0.0.1, [::1] or localhost.
 * Others get 421 and aren't recorded: a page in a browser may have sent them.
 *
 * <p>The first start in a JVM sets two system properties of the JDK's server, unless they are set:
 * {@code sun.net.httpserver.nodelay} (without it a PATCH is answered 40 ms late) and {@code
 * sun.net.httpserver.maxReqTime} (10: who takes longer than 10 seconds to send a request is cut
 * off). They hold for every such server of the JVM, and have no effect if one ran before.
 *
 * <p>Thread-safe. No argument may be null: a {@link NullPointerException} says which one is.
 */
public final class PartnerCenterSandbox implements AutoCloseable {
  /** The customer there is from the start. */
  public static final UUID CUSTOMER_ID = UUID.fromString("eebd1b55-5360-4438-a11d-5c06918c3014");

  /** The active user of {@link #CUSTOMER_ID} there is from the start. */
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
   * Starts a sandbox on this port of loopback; on a free one if it is 0.
   *
   * @throws IllegalArgumentException if the port isn't one from 0 to 65535
   * @throws UncheckedIOException if the port is taken, or not to be had for another reason
   */
  public static PartnerCenterSandbox start(int port) {
    return start(port, Clock.systemUTC());
  }

  /** The same by a clock of yours, which says when users are deleted and requests come in. */
  public static PartnerCenterSandbox start(int port, Clock clock) {
    return new PartnerCenterSandbox(port, Objects.requireNonNull(clock, "clock"));
  }

  /** Where it listens, for {@code PartnerCenter.builder().baseUrl(…)}; without {@code /v1}. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /**
   * Adds an active user, whose user principal name is made of its id; and the customer, if there is
   * none.
   *
   * @throws IllegalArgumentException if there is such a user
   */
  public void addUser(UUID customerId, UUID userId) {
    addUser(customerId, userId, Map.of());
  }

  /**
   * The same with properties of yours, over those it would have. A value is a JSON value as Java
   * has it: a string, a number, a boolean, a list, a map or null.
   *
   * @throws IllegalArgumentException if there is such a user, if another one has its user principal
   *     name, if a value is no JSON, or if a property is one that the sandbox sets itself: id,
   *     state, softDeletionTime, links, attributes
   */
  public void addUser(UUID customerId, UUID userId, Map<String, ?> properties) {
    Objects.requireNonNull(properties, "properties");
    state.get().users().add(customer(customerId), user(userId), properties);
  }

  /**
   * Adds so many active users, as {@link #addUser(UUID, UUID)} does, with random ids. Thousands are
   * no matter.
   *
   * @return their ids, in the order of the list
   * @throws IllegalArgumentException if the number is negative
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
   * A user as a GET would answer it, whatever the conditions. An unmodifiable copy.
   *
   * @throws IllegalArgumentException if there is none; it names the ids
   */
  public Map<String, Object> user(UUID customerId, UUID userId) {
    return state.get().users().show(customer(customerId), user(userId));
  }

  /**
   * Deletes a user as a person in Partner Center would: it becomes inactive, and can be restored
   * for 30 days.
   *
   * @throws IllegalArgumentException if there is no such active user
   */
  public void deleteUser(UUID customerId, UUID userId) {
    state.get().users().delete(customer(customerId), user(userId), null);
  }

  /**
   * The same as of another time, to the second: a user deleted 30 days ago or earlier is gone.
   *
   * @throws IllegalArgumentException if there is no such active user
   */
  public void deleteUser(UUID customerId, UUID userId, Instant deletedAt) {
    state
        .get()
        .users()
        .delete(customer(customerId), user(userId), Objects.requireNonNull(deletedAt, "deletedAt"));
  }

  /** From now on the next page of a list is at an address in this form. */
  public void nextLinksHaveForm(LinkForm form) {
    state.get().list().linksHaveForm(Objects.requireNonNull(form, "form"));
  }

  /**
   * From now on the continuation tokens of all pages that were answered are refused with 400, code
   * 800002. They don't expire otherwise, but with a reset.
   */
  public void expireContinuationTokens() {
    state.get().continuationTokens().expire();
  }

  /** From now on a stale ETag is answered with 412, code 2055. */
  public void respond412ToStaleEtags() {
    state.get().conditions().respondToStaleEtagsWith(412);
  }

  /** From now on a stale ETag is answered with 400, code 2055, as at the start. */
  public void respond400ToStaleEtags() {
    state.get().conditions().respondToStaleEtagsWith(400);
  }

  /** From now on requests for the customer are answered with 403, code 20002. */
  public void endRelationship(UUID customerId) {
    state.get().conditions().endRelationship(customer(customerId));
  }

  /** Undoes {@link #endRelationship}. */
  public void resumeRelationship(UUID customerId) {
    state.get().conditions().resumeRelationship(customer(customerId));
  }

  /** From now on requests are answered with 403, code 900150: the role has no right to them. */
  public void withdrawRole() {
    state.get().conditions().withdrawRole();
  }

  /** Undoes {@link #withdrawRole}. */
  public void grantRole() {
    state.get().conditions().grantRole();
  }

  /**
   * From now on requests are answered with this status.
   *
   * @throws IllegalArgumentException if it is neither 500 nor 503
   */
  public void outage(int status) {
    state.get().conditions().startOutage(status);
  }

  /** Undoes {@link #outage}. */
  public void endOutage() {
    state.get().conditions().endOutage();
  }

  /**
   * From now on so many requests for the customer are admitted in a second, as {@link
   * #throttle(UUID, int, Duration, ErrorShape)} does it.
   *
   * @throws IllegalArgumentException if the rate is negative
   */
  public void throttle(UUID customerId, int requestsPerSecond, ErrorShape shape) {
    if (requestsPerSecond < 0) {
      throw new IllegalArgumentException("requestsPerSecond is negative: " + requestsPerSecond);
    }
    throttle(customerId, requestsPerSecond, Duration.ofSeconds(1), shape);
  }

  /**
   * From now on so many requests for the customer are admitted in each window; the others are
   * answered with 429. A window begins with the first request after the last one ended. Retry-After
   * is the time until it ends, in whole seconds rounded up: a request sent then is admitted.
   *
   * @param requests how many are admitted; none if it is 0
   * @param window how long a window is, such as a minute
   * @throws IllegalArgumentException if the number is negative, or the window isn't longer than 0
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
   * From now on only these tokens are accepted; others are answered with 401, code 400. At the
   * start any is accepted that isn't blank.
   *
   * @throws IllegalArgumentException if one is blank
   */
  public void acceptOnlyTokens(String... tokens) {
    state.get().tokens().acceptOnly(tokens);
  }

  /** Undoes {@link #acceptOnlyTokens}; what was expired or revoked stays so. */
  public void acceptAnyToken() {
    state.get().tokens().acceptAny();
  }

  /**
   * From now on, until a reset, the token is answered with 401, code 400: it has expired.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public void expireToken(String token) {
    state.get().tokens().expire(token);
  }

  /**
   * From now on, until a reset, the token is answered with 401, code 400: it was revoked.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public void revokeToken(String token) {
    state.get().tokens().revoke(token);
  }

  /**
   * From now on, until a reset, the token counts as got without multi-factor authentication. It is
   * answered with 401, code 900421, as long as MFA is enforced, which it is from the start.
   * Requests with {@code ValidateMfa: true} are told {@code isMfaCompliant: false}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public void takeMfaFromToken(String token) {
    state.get().tokens().takeMfaFrom(token);
  }

  /** From now on tokens without MFA are accepted, as the service did before 2026. */
  public void endMfaEnforcement() {
    state.get().tokens().enforceMfa(false);
  }

  /** Undoes {@link #endMfaEnforcement}. */
  public void enforceMfa() {
    state.get().tokens().enforceMfa(true);
  }

  /**
   * Brings the sandbox into a provider state of the contract (docs/contracts.md lists them), so
   * that a Pact verifier can send the interaction. What there was before is gone, as with a reset:
   * there are only the customer and users of the state. The change is one step: each request meets
   * the sandbox either before it or after it.
   *
   * @param state the name of the state; an empty one stands for no state, and is a reset
   * @param parameters the state's parameters; ids that aren't among them are random
   * @return what replaces the values recorded in the contract: {@code customerId} and {@code
   *     userId}, and others that the state has
   * @throws IllegalArgumentException if there is no such state, or a parameter is missing or wrong;
   *     nothing has changed then
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
   * Gives this response to the next request, whatever it is; nothing is looked at or changed.
   * Several are given in the order in which they were handed in, one to each request.
   */
  public void respondNext(NextResponse response) {
    state.get().injected().add(Objects.requireNonNull(response, "response"));
  }

  /**
   * What was received and answered since the start or the last reset, oldest first. Held in memory
   * until the next reset, however much it is.
   */
  public List<Exchange> exchanges() {
    return state.get().recorder().exchanges();
  }

  /** The same requests, for a test to look for what it expects: those of this moment. */
  public ReceivedRequests received() {
    return ReceivedRequests.of(exchanges());
  }

  /**
   * Puts the clock forward, until a reset: throttles end, and deleted users are gone, so much
   * sooner.
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
   * Makes all as it was at the start, on the same port: users, conditions, tokens, throttles,
   * injected responses, request ids and exchanges. The clock is the one it was started with, and no
   * longer ahead.
   *
   * <p>A request under way is answered as if there had been no reset, and is neither seen nor felt
   * after it; one whose injected response is still held back gets none, its connection is closed.
   * One that arrives later, whenever it was sent, comes after the reset.
   */
  public void reset() {
    replaceState(SandboxState.seeded(clock));
  }

  private void replaceState(SandboxState next) {
    state.replaceWith(next).end();
  }

  /** Stops it at once; requests under way are cut off. */
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
