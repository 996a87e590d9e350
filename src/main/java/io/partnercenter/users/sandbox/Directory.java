package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The customers and their users. One lock for all of it, because a principal name is unique over
 * all users.
 */
final class Directory {
  private final Clock clock;
  private final Map<UUID, Map<UUID, User>> customers = new HashMap<>();

  Directory(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(UUID customerId, UUID userId, Map<String, ?> properties) {
    if (user(customerId, userId) != null) {
      throw new IllegalArgumentException(
          "there is a user " + userId + " of customer " + customerId + " already");
    }
    User user = new User(customerId, userId, properties);
    if (isTaken(user.principalName(), user)) {
      throw new IllegalArgumentException("another user is named " + user.principalName());
    }
    customers.computeIfAbsent(customerId, id -> new HashMap<>()).put(userId, user);
  }

  /** Deletes a user; now if no instant is given. */
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
   * What the operation answers of the user that the path names; nobody else changes it meanwhile.
   */
  synchronized Answer answer(Request request, Function<User, Answer> operation) {
    if (!customers.containsKey(request.customerId())) {
      return Answer.error(404, "60003", "The tenant is not found.");
    }
    User user = user(request.customerId(), request.userId());
    return user == null
        ? Answer.error(404, "60002", "The user object id is not found.")
        : operation.apply(user);
  }

  /**
   * Whether another user has the name in any case. A deleted user keeps its name until it's gone.
   */
  synchronized boolean isTaken(@Nullable Object principalName, User user) {
    Instant now = clock.instant();
    return customers.values().stream()
        .flatMap(users -> users.values().stream())
        .anyMatch(other -> other != user && !other.isGone(now) && other.isNamed(principalName));
  }

  private @Nullable User user(@Nullable UUID customerId, @Nullable UUID userId) {
    User user = customers.getOrDefault(customerId, Map.of()).get(userId);
    return user == null || user.isGone(clock.instant()) ? null : user;
  }
}
