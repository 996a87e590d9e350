package io.partnercenter.users.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of a customer, by id and in the order in which they were added. */
final class Customer {
  private final Map<UUID, User> byId = new HashMap<>();
  private final List<User> inOrder = new ArrayList<>();

  @Nullable User user(@Nullable UUID id) {
    return byId.get(id);
  }

  void add(UUID id, User user) {
    byId.put(id, user); // a user with the same id that is gone keeps its place in the order
    inOrder.add(user);
  }

  /** Returns all users, including those that are gone. The list is unmodifiable. */
  List<User> inOrder() {
    return Collections.unmodifiableList(inOrder);
  }
}
