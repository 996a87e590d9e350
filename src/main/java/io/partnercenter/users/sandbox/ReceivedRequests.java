package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The requests that a sandbox had received at one moment, for a test to look for what it expects:
 * {@code received().forUser(id).single().patched("usageLocation")}. What isn't there is an {@link
 * AssertionError}, whose message lists what was received. Attempts of one call count one by one.
 * Immutable.
 */
public final class ReceivedRequests {
  private static final int LISTED = 20;

  private final List<ReceivedRequest> all;
  private final List<ReceivedRequest> matching;
  private final String noun;
  private final String scope;

  private ReceivedRequests(List<ReceivedRequest> all) {
    this(all, all, "request", "");
  }

  private ReceivedRequests(
      List<ReceivedRequest> all, List<ReceivedRequest> matching, String noun, String scope) {
    this.all = all;
    this.matching = matching;
    this.noun = noun;
    this.scope = scope;
  }

  static ReceivedRequests of(List<Exchange> exchanges) {
    return new ReceivedRequests(
        exchanges.stream().map(ReceivedRequest::new).collect(Collectors.toUnmodifiableList()));
  }

  /** Those of them for a user of this customer. */
  public ReceivedRequests forCustomer(UUID customerId) {
    Objects.requireNonNull(customerId, "customerId");
    return new ReceivedRequests(
        all,
        matching(request -> customerId.equals(request.customerId())),
        noun,
        scope + " for customer " + customerId);
  }

  /** Those of them for this user. */
  public ReceivedRequests forUser(UUID userId) {
    Objects.requireNonNull(userId, "userId");
    return new ReceivedRequests(
        all,
        matching(request -> userId.equals(request.userId())),
        noun,
        scope + " for user " + userId);
  }

  /** Those of them that ask for a change, whatever they were answered. */
  public ReceivedRequests patches() {
    return new ReceivedRequests(all, matching(ReceivedRequest::isPatch), "patch", scope);
  }

  private List<ReceivedRequest> matching(Predicate<ReceivedRequest> condition) {
    return matching.stream().filter(condition).collect(Collectors.toUnmodifiableList());
  }

  /** All of them, oldest first. Unmodifiable. */
  public List<ReceivedRequest> all() {
    return matching;
  }

  /**
   * The one there is.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public ReceivedRequest single() {
    if (matching.size() != 1) {
      throw new AssertionError("expected one " + noun + scope + ", but received " + found());
    }
    return matching.get(0);
  }

  /**
   * Makes sure that there is none.
   *
   * @throws AssertionError if there is one
   */
  public void none() {
    if (!matching.isEmpty()) {
      throw new AssertionError("expected no " + noun + scope + ", but received " + found());
    }
  }

  /** Also what the filters left out: it may explain the failure. */
  private String found() {
    if (matching.size() == all.size()) {
      return all.size() + (all.isEmpty() ? "" : ":") + list();
    }
    return matching.size() + "; all " + all.size() + " received:" + list();
  }

  private String list() {
    StringBuilder list = new StringBuilder();
    all.stream().limit(LISTED).forEach(request -> list.append("\n  ").append(request));
    if (all.size() > LISTED) {
      list.append("\n  and ").append(all.size() - LISTED).append(" more");
    }
    return list.toString();
  }

  /** What each of them says of itself. */
  @Override
  public String toString() {
    return matching.toString();
  }
}
