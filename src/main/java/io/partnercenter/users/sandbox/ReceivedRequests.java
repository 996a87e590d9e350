package io.partnercenter.users.sandbox;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The requests that a sandbox had received at one moment, for the assertions of a test: {@code
 * received().forUser(id).single().patched("usageLocation")}. If the requests aren't as expected, an
 * {@link AssertionError} lists those that were received. Each attempt of a call counts as a
 * request. Immutable.
 */
public final class ReceivedRequests {
  private static final int MAX_LISTED = 20;

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

  /** Returns only the requests whose path contains the id of this customer. */
  public ReceivedRequests forCustomer(UUID customerId) {
    Objects.requireNonNull(customerId, "customerId");
    return new ReceivedRequests(
        all,
        matching(request -> customerId.equals(request.customerId())),
        noun,
        scope + " for customer " + customerId);
  }

  /** Returns only the requests whose path contains the id of this user. */
  public ReceivedRequests forUser(UUID userId) {
    Objects.requireNonNull(userId, "userId");
    return new ReceivedRequests(
        all,
        matching(request -> userId.equals(request.userId())),
        noun,
        scope + " for user " + userId);
  }

  /** Returns only the PATCH requests, whatever their responses. */
  public ReceivedRequests patches() {
    return new ReceivedRequests(all, matching(ReceivedRequest::isPatch), "patch", scope);
  }

  private List<ReceivedRequest> matching(Predicate<ReceivedRequest> condition) {
    return matching.stream().filter(condition).collect(Collectors.toUnmodifiableList());
  }

  /** Returns these requests, oldest first. The list is unmodifiable. */
  public List<ReceivedRequest> all() {
    return matching;
  }

  /**
   * Returns the only request.
   *
   * @throws AssertionError if there is no request, or more than one
   */
  public ReceivedRequest single() {
    if (matching.size() != 1) {
      throw new AssertionError("expected one " + noun + scope + ", but received " + found());
    }
    return matching.get(0);
  }

  /**
   * Asserts that there is no request.
   *
   * @throws AssertionError if there is one
   */
  public void none() {
    if (!matching.isEmpty()) {
      throw new AssertionError("expected no " + noun + scope + ", but received " + found());
    }
  }

  /**
   * Describes the requests found. If a filter left some out, describes all of them: they may
   * explain the failure.
   */
  private String found() {
    if (matching.size() == all.size()) {
      return all.size() + (all.isEmpty() ? "" : ":") + list();
    }
    return matching.size() + "; all " + all.size() + " received:" + list();
  }

  private String list() {
    StringBuilder list = new StringBuilder();
    all.stream().limit(MAX_LISTED).forEach(request -> list.append("\n  ").append(request));
    if (all.size() > MAX_LISTED) {
      list.append("\n  and ").append(all.size() - MAX_LISTED).append(" more");
    }
    return list.toString();
  }

  /** Returns the list of these requests as text. */
  @Override
  public String toString() {
    return matching.toString();
  }
}
