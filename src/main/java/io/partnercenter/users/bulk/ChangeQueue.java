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
 * The changes that were read and not sent yet, and how many are on their way. Chooses which one is
 * sent next. Not thread-safe.
 */
final class ChangeQueue {
  private final PartnerCenter partner;
  private final int maxInFlight;

  /** Whoever was served last comes last. */
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

  /** Whether another change may be on its way. */
  boolean hasRoom() {
    return inFlight < limit(partner.throttle());
  }

  /**
   * The change that is sent next: of the customer with the fewest on their way, the first whose
   * user has none on its way. Null if every customer has as many on their way as it may have. The
   * change counts as on its way until {@link #ended}.
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

  /** Any change that isn't on its way; null if there is none. */
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

  /** As many as are admitted in a second: more would only wait. One waits for a closed limit. */
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

    /** Users with a change that is ready or on its way, and their later ones. */
    private final Map<UUID, Deque<UserChange>> later = new LinkedHashMap<>();

    private int inFlight;

    Customer(UUID id) {
      this.id = id;
    }

    void add(UserChange change) {
      Deque<UserChange> ofUser = later.get(change.userId());
      if (ofUser == null) {
        later.put(change.userId(), new ArrayDeque<>(1));
        ready.add(change);
      } else {
        ofUser.add(change);
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
