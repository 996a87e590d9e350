package io.partnercenter.users.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users of a customer, by their ids and in the order in which they were added. */
final class Customer {
  private final Map<UUID, User> byId = new HashMap<>();
  private final List<User> inOrder = new ArrayList<>();

  @Nullable User user(@Nullable UUID id) {
    return byId.get(id);
  }

  void add(UUID id, User user) {
    byId.put(id, user); // of one that is gone, the place in the order stays
    inOrder.add(user);
  }

  /** Of all users there were. Unmodifiable. */
  List<User> inOrder() {
    return Collections.unmodifiableList(inOrder);
  }
}
