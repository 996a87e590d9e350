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
 * The user principal names in a file, and whose they are. The list of a customer is read once for
 * all its names, and that of its deleted users once for all that are to be restored.
 */
final class UserNames {
  private final Map<UUID, Names> active = new HashMap<>();
  private final Map<UUID, Names> deleted = new HashMap<>();

  /** Is told whose a name is. */
  interface Listener {
    void found(UUID customerId, boolean deleted, String name, UUID userId);
  }

  /** Notes the name in the row, if it has one that isn't known yet. */
  void add(BulkRow row) {
    if (idFor(row) == null) {
      names(active, row).wanted.add(row.user().text());
      if (row.restores()) {
        names(deleted, row).wanted.add(row.user().text());
      }
    }
  }

  /** What an earlier run found. */
  void put(UUID customerId, boolean deleted, String name, UUID userId) {
    (deleted ? this.deleted : active)
        .computeIfAbsent(customerId, id -> new Names())
        .ids
        .put(name, userId);
  }

  /** Reads the lists of the customers with names that aren't known yet. */
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

  /** Tells the names that were looked for and found. */
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
   * The user's id: given, or by the name. A user who is restored is looked for among the deleted
   * ones first. One who isn't may be deleted only if another row restores the user.
   *
   * @return null if there is none, or more than one
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

  /** Why there is no id for the row. */
  String problem(BulkRow row) {
    return names(deleted, row).isAmbiguous(row)
        ? "several deleted users have this name: give the id"
        : "no " + (row.restores() ? "" : "active ") + "user of the customer has this name";
  }

  private static Names names(Map<UUID, Names> customers, BulkRow row) {
    return customers.computeIfAbsent(row.customerId(), id -> new Names());
  }

  /** Of one customer. The service tells names apart without regard to case. */
  private static final class Names {
    private final Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> ambiguous = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, UUID> ids = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void found(CustomerUser user) {
      String name = user.getUserPrincipalName();
      UUID id = user.getId();
      if (name == null || id == null || !wanted.contains(name)) {
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
