package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The customers and their users. One lock guards all of them, because a user principal name is
 * unique among all users.
 */
final class UserStore {
  private final Clock clock;
  private final Map<UUID, Customer> customers = new HashMap<>();

  /**
   * The users of all customers by their principal names in lower case. If a name has passed to
   * another user, the map has the user that has it now.
   */
  private final Map<String, User> byName = new HashMap<>();

  UserStore(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(UUID customerId, UUID userId, Map<String, ?> properties) {
    if (user(customerId, userId) != null) {
      throw new InvalidFieldException(
          "userId", "user " + userId + " of customer " + customerId + " already exists");
    }
    User user = new User(customerId, userId, properties);
    if (isTaken(user.principalName(), user)) {
      throw new InvalidFieldException(
          "properties.userPrincipalName", "another user has the name " + user.principalName());
    }
    customers.computeIfAbsent(customerId, id -> new Customer()).add(userId, user);
    register(user);
  }

  /** Adds users with the default properties. */
  synchronized void addAll(UUID customerId, List<UUID> userIds) {
    userIds.forEach(userId -> add(customerId, userId, Map.of()));
  }

  /** Merges a valid update into a user. */
  synchronized void change(User user, Map<String, Object> changes) {
    byName.remove(key(user.principalName()), user);
    user.change(changes);
    register(user);
  }

  private void register(User user) {
    if (user.principalName() != null) {
      byName.put(key(user.principalName()), user);
    }
  }

  private static String key(@Nullable Object principalName) {
    return String.valueOf(principalName).toLowerCase(Locale.ROOT);
  }

  /** Deletes a user as of this time, or as of now if it is null. */
  synchronized void delete(UUID customerId, UUID userId, @Nullable Instant deletedAt) {
    User user = user(customerId, userId);
    if (user == null || user.isDeleted()) {
      throw new IllegalArgumentException("no active user " + userId + " of customer " + customerId);
    }
    user.delete(deletedAt == null ? clock.instant() : deletedAt);
  }

  synchronized Map<String, Object> show(UUID customerId, UUID userId) {
    User user = user(customerId, userId);
    if (user == null) {
      throw new IllegalArgumentException("no user " + userId + " of customer " + customerId);
    }
    return Json.copy(user.shown(Map.of()));
  }

  /**
   * Returns the response of the operation for the user in the path. No other thread changes the
   * user meanwhile.
   */
  synchronized Response response(Request request, Function<User, Response> operation) {
    if (!customers.containsKey(request.customerId())) {
      return Response.error(404, "60003", "The tenant is not found.");
    }
    User user = user(request.customerId(), request.userId());
    return user == null
        ? Response.error(404, "60002", "The user object id is not found.")
        : operation.apply(user);
  }

  /**
   * Returns the response of the list for the customer in the path. No other thread changes the
   * customer meanwhile.
   */
  synchronized Response listResponse(Request request, UserList list) {
    Customer customer = customers.get(request.customerId());
    return customer == null
        ? Response.error(404, "60003", "The tenant is not found.")
        : list.page(request, customer, clock.instant());
  }

  /**
   * Returns whether another user has the name, in any case. A deleted user keeps its name until it
   * is gone.
   */
  synchronized boolean isTaken(@Nullable Object principalName, User user) {
    User other = principalName == null ? null : byName.get(key(principalName));
    return other != null && other != user && !other.isGone(clock.instant());
  }

  private @Nullable User user(@Nullable UUID customerId, @Nullable UUID userId) {
    Customer customer = customers.get(customerId);
    User user = customer == null ? null : customer.user(userId);
    return user == null || user.isGone(clock.instant()) ? null : user;
  }
}
