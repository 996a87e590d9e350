package io.partnercenter.users.console;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.bulk.UserChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The rows that have no outcome yet, as changes. The journal has the request id of each before it
 * is given out; it is written for many rows at a time, for the disk takes its time.
 *
 * <p>A user has one change given out at a time. If one ends without an outcome, the user's others
 * are left for the next run: that one sends it again, and must not send it after a later one.
 *
 * <p>It may have no next change while others are on their way, and have one when those have ended.
 */
final class BulkChanges implements Iterator<UserChange> {
  private static final int AT_A_TIME = 100;
  private static final int MAX_HELD_BACK = 10_000;

  private final BulkFile.Rows rows;
  private final UserNames names;
  private final BulkJournal journal;
  private final BooleanSupplier stopped;
  private final Deque<UserChange> ready = new ArrayDeque<>();

  /** Users who have a change given out, and their others. */
  private final Map<List<UUID>, Deque<UserChange>> busy = new HashMap<>();

  /** Users with a change that ended without an outcome. */
  private final Set<List<UUID>> failed = new HashSet<>();

  /** Of the changes that were read and have not ended. */
  private final Map<UUID, Integer> rowsById = new HashMap<>();

  private int heldBack;
  private boolean read;

  BulkChanges(BulkFile.Rows rows, UserNames names, BulkJournal journal, BooleanSupplier stopped) {
    this.rows = rows;
    this.names = names;
    this.journal = journal;
    this.stopped = stopped;
  }

  @Override
  public boolean hasNext() {
    if (stopped.getAsBoolean()) {
      return false;
    }
    while (ready.isEmpty() && !read && heldBack < MAX_HELD_BACK) {
      readSome();
    }
    return !ready.isEmpty();
  }

  @Override
  public UserChange next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void readSome() {
    Map<Integer, UUID> unwritten = new LinkedHashMap<>();
    List<UserChange> changes = new ArrayList<>();
    while (changes.size() < AT_A_TIME) {
      BulkRow row = rows.next();
      if (row == null) {
        read = true;
        break;
      }
      if (!journal.isFinished(row.number())) {
        UUID requestId = journal.requestId(row.number());
        if (requestId == null) {
          requestId = UUID.randomUUID();
          unwritten.put(row.number(), requestId);
        }
        rowsById.put(requestId, row.number());
        changes.add(change(row, requestId));
      }
    }
    if (!unwritten.isEmpty()) {
      journal.sending(unwritten);
    }
    changes.forEach(this::add);
  }

  private UserChange change(BulkRow row, UUID requestId) {
    UUID userId = names.idFor(row);
    if (userId == null) {
      throw new IllegalStateException("row " + row.number() + " is not what was checked");
    }
    return UserChange.of(row.customerId(), userId, row.update())
        .with(RequestOptions.builder().requestId(requestId).build());
  }

  private void add(UserChange change) {
    Deque<UserChange> others = busy.get(user(change));
    if (failed.contains(user(change))) {
      rowsById.remove(change.requestId());
    } else if (others == null) {
      busy.put(user(change), new ArrayDeque<>());
      ready.add(change);
    } else {
      others.add(change);
      heldBack++;
    }
  }

  /** The row of a change that was given out. */
  int rowOf(UserChange change) {
    return Objects.requireNonNull(rowsById.get(change.requestId()));
  }

  /**
   * A change that was given out has ended.
   *
   * @param finished whether it has an outcome
   */
  void ended(UserChange change, boolean finished) {
    rowsById.remove(change.requestId());
    Deque<UserChange> others = Objects.requireNonNull(busy.remove(user(change)));
    if (!finished) {
      failed.add(user(change));
      others.forEach(each -> rowsById.remove(each.requestId()));
      heldBack -= others.size();
    } else if (!others.isEmpty()) {
      ready.add(others.remove());
      heldBack--;
      busy.put(user(change), others);
    }
  }

  private static List<UUID> user(UserChange change) {
    return List.of(change.customerId(), change.userId());
  }
}
