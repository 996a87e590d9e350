package io.partnercenter.users.console;

import io.partnercenter.users.ListUsers;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.CustomerUser;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user principal names in a file, and the users to whom they belong. A customer's list of users
 * is read once for all its names, and the list of its deleted users once for all users to restore.
 */
final class UserNames {
  private final Map<UUID, Names> active = new HashMap<>();
  private final Map<UUID, Names> deleted = new HashMap<>();

  /** Receives the id that belongs to a name. */
  interface Listener {
    void found(UUID customerId, boolean deleted, String name, UUID userId);
  }

  /** Notes the name in the row, if the row has a name whose id isn't known yet. */
  void add(BulkRow row) {
    if (idFor(row) == null) {
      names(active, row).wanted.add(row.user().text());
      if (row.restores()) {
        names(deleted, row).wanted.add(row.user().text());
      }
    }
  }

  /** Adds a user that an earlier run found. */
  void put(UUID customerId, boolean deleted, String name, UUID userId) {
    (deleted ? this.deleted : active)
        .computeIfAbsent(customerId, id -> new Names())
        .ids
        .put(name, userId);
  }

  /** Reads the user lists of the customers with names whose ids aren't known yet. */
  void find(PartnerCenter partner) {
    find(partner, active, ListUsers.all());
    find(partner, deleted, ListUsers.builder().deleted().build());
  }

  private static void find(PartnerCenter partner, Map<UUID, Names> customers, ListUsers users) {
    customers.forEach(
        (customerId, names) -> {
          if (!names.wanted.isEmpty()) {
            for (CustomerUser user : partner.customers().byId(customerId).users().list(users)) {
              names.found(user);
            }
          }
        });
  }

  /** Passes the names that were looked up and found to the listener. */
  void forEachFound(Listener listener) {
    forEachFound(active, false, listener);
    forEachFound(deleted, true, listener);
  }

  private static void forEachFound(Map<UUID, Names> customers, boolean deleted, Listener listener) {
    customers.forEach(
        (customerId, names) ->
            names.wanted.forEach(
                name -> {
                  UUID id = names.ids.get(name);
                  if (id != null) {
                    listener.found(customerId, deleted, name, id);
                  }
                }));
  }

  /**
   * Returns the user's id: the one in the row, or the one that belongs to the name in the row. If
   * the row restores the user, the deleted users come first. Otherwise a deleted user is found only
   * if another row restores that user.
   *
   * @return null if no user has the name, or more than one
   */
  @Nullable UUID idFor(BulkRow row) {
    if (!row.user().isName()) {
      return row.user().id();
    }
    Map<UUID, Names> first = row.restores() ? deleted : active;
    UUID id = names(first, row).id(row);
    return id != null || names(first, row).isAmbiguous(row)
        ? id
        : names(row.restores() ? active : deleted, row).id(row);
  }

  /** Returns why there is no id for the row. */
  String problem(BulkRow row) {
    return names(deleted, row).isAmbiguous(row)
        ? "several deleted users have this name: give the id"
        : "no " + (row.restores() ? "" : "active ") + "user of the customer has this name";
  }

  private static Names names(Map<UUID, Names> customers, BulkRow row) {
    return customers.computeIfAbsent(row.customerId(), id -> new Names());
  }

  /** The names of one customer. The service compares names without regard to case. */
  private static final class Names {
    private final Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> ambiguous = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, UUID> ids = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void found(CustomerUser user) {
      String name = user.getUserPrincipalName();
      UUID id = user.getId();
      if (name == null || id == null || !wanted.contains(name) || ambiguous.contains(name)) {
        return;
      }
      UUID other = ids.putIfAbsent(name, id);
      if (other != null && !other.equals(id)) {
        ids.remove(name);
        ambiguous.add(name);
      }
    }

    @Nullable UUID id(BulkRow row) {
      return ids.get(row.user().text());
    }

    boolean isAmbiguous(BulkRow row) {
      return ambiguous.contains(row.user().text());
    }
  }
}
