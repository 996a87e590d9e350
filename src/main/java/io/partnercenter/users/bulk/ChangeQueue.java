package io.partnercenter.users.bulk;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.ThrottleStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The changes that were read but not sent yet, and the number of changes in flight. Chooses which
 * change is sent next. Not thread-safe.
 */
final class ChangeQueue {
  private final PartnerCenter partner;
  private final int maxInFlight;

  /** The customers by id. The customer whose change was sent last comes last. */
  private final Map<UUID, Customer> customers = new LinkedHashMap<>();

  private int waiting;
  private int inFlight;

  ChangeQueue(PartnerCenter partner, int maxInFlight) {
    this.partner = partner;
    this.maxInFlight = maxInFlight;
  }

  void add(UserChange change) {
    customers.computeIfAbsent(change.customerId(), Customer::new).add(change);
    waiting++;
  }

  int waiting() {
    return waiting;
  }

  /** Returns whether another change may be sent. */
  boolean hasRoom() {
    return inFlight < limit(partner.throttle());
  }

  /**
   * Returns the change to send next. Of the customer with the fewest changes in flight, it is the
   * first change whose user has none in flight. Null if no customer has a change that may be sent
   * now. The change counts as in flight until {@link #ended}.
   */
  @Nullable UserChange next() {
    Customer chosen = null;
    for (Customer customer : customers.values()) {
      if ((chosen == null || customer.inFlight < chosen.inFlight) && customer.isReady()) {
        chosen = customer;
        if (customer.inFlight == 0) {
          break;
        }
      }
    }
    if (chosen == null) {
      return null;
    }
    customers.remove(chosen.id);
    customers.put(chosen.id, chosen);
    waiting--;
    inFlight++;
    return chosen.next();
  }

  void ended(UserChange change) {
    inFlight--;
    Customer customer = Objects.requireNonNull(customers.get(change.customerId()));
    customer.ended(change);
    if (customer.isUnused()) {
      customers.remove(customer.id);
    }
  }

  /** Removes and returns any change that isn't in flight; null if there is none. */
  @Nullable UserChange remove() {
    for (Customer customer : customers.values()) {
      UserChange change = customer.remove();
      if (change != null) {
        waiting--;
        return change;
      }
    }
    return null;
  }

  /**
   * Returns how many changes may be in flight: as many as are admitted in a second, because more
   * would only wait. If nothing is admitted for now, one change waits.
   */
  private int limit(ThrottleStatus throttle) {
    if (!throttle.remaining().isZero()) {
      return 1;
    }
    double rate = throttle.requestsPerSecond().orElse(maxInFlight);
    return (int) Math.min(Math.max(1, Math.ceil(rate)), maxInFlight);
  }

  private final class Customer {
    private final UUID id;
    private final Deque<UserChange> ready = new ArrayDeque<>();

    /** For each user with a change that is ready or in flight: the user's later changes. */
    private final Map<UUID, Deque<UserChange>> later = new LinkedHashMap<>();

    private int inFlight;

    Customer(UUID id) {
      this.id = id;
    }

    void add(UserChange change) {
      Deque<UserChange> laterOfUser = later.get(change.userId());
      if (laterOfUser == null) {
        later.put(change.userId(), new ArrayDeque<>(1));
        ready.add(change);
      } else {
        laterOfUser.add(change);
      }
    }

    boolean isReady() {
      return !ready.isEmpty() && inFlight < limit(partner.throttle(id));
    }

    UserChange next() {
      inFlight++;
      return ready.remove();
    }

    void ended(UserChange change) {
      inFlight--;
      UserChange next = Objects.requireNonNull(later.get(change.userId())).poll();
      if (next == null) {
        later.remove(change.userId());
      } else {
        ready.add(next);
      }
    }

    boolean isUnused() {
      return later.isEmpty();
    }

    @Nullable UserChange remove() {
      UserChange change = ready.poll();
      for (Iterator<Deque<UserChange>> all = later.values().iterator();
          change == null && all.hasNext(); ) {
        change = all.next().poll();
      }
      return change;
    }
  }
}
