package io.partnercenter.users.console;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.bulk.ChangeOutcome;
import io.partnercenter.users.bulk.UserChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The rows that have no outcome yet, as changes. The journal has the request id of each before it
 * is given out; it is written for many rows at a time, for the disk takes its time.
 */
final class BulkChanges implements Iterator<UserChange> {
  private static final int AT_A_TIME = 100;

  private final BulkFile.Rows rows;
  private final UserNames names;
  private final BulkJournal journal;
  private final BooleanSupplier stopped;
  private final Deque<UserChange> ready = new ArrayDeque<>();

  /** Of the changes that have no outcome yet: no more than those on their way or read ahead. */
  private final Map<UUID, Integer> rowsById = new HashMap<>();

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
    if (ready.isEmpty()) {
      read();
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

  private void read() {
    Map<Integer, UUID> unwritten = new LinkedHashMap<>();
    while (ready.size() < AT_A_TIME) {
      BulkRow row = rows.next();
      if (row == null) {
        break;
      }
      if (!journal.isFinished(row.number())) {
        UUID requestId = journal.requestId(row.number());
        if (requestId == null) {
          requestId = UUID.randomUUID();
          unwritten.put(row.number(), requestId);
        }
        rowsById.put(requestId, row.number());
        ready.add(change(row, requestId));
      }
    }
    if (!unwritten.isEmpty()) {
      journal.sending(unwritten);
    }
  }

  private UserChange change(BulkRow row, UUID requestId) {
    UUID userId = names.idFor(row);
    if (userId == null) {
      throw new IllegalStateException("row " + row.number() + " is not what was checked");
    }
    return UserChange.of(row.customerId(), userId, row.update())
        .with(RequestOptions.builder().requestId(requestId).build());
  }

  /** The row of a change that has its outcome now. */
  int rowOf(ChangeOutcome outcome) {
    return Objects.requireNonNull(rowsById.remove(outcome.change().requestId()));
  }
}
