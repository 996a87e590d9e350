package io.partnercenter.users.sandbox;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The customers and their users. */
final class Directory {
  private final Clock clock;
  private final Map<UUID, Map<UUID, User>> customers = new ConcurrentHashMap<>();

  Directory(Clock clock) {
    this.clock = clock;
  }

  void add(UUID customerId, UUID userId) {
    customers
        .computeIfAbsent(customerId, id -> new ConcurrentHashMap<>())
        .put(userId, new User(customerId, userId));
  }

  void delete(UUID customerId, UUID userId) {
    User user = hasCustomer(customerId) ? user(customerId, userId) : null;
    if (user == null || !user.delete(clock.instant())) {
      throw new IllegalArgumentException("no active user " + userId + " of customer " + customerId);
    }
  }

  boolean hasCustomer(UUID customerId) {
    return customers.containsKey(customerId);
  }

  @Nullable User user(UUID customerId, UUID userId) {
    return customers.get(customerId).get(userId);
  }
}
