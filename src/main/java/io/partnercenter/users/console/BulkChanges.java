package io.partnercenter.users.console;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.bulk.UserChange;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * The changes of the rows that have no outcome yet. The journal has the request id of a change
 * before {@link #next} returns the change. The journal is written for many rows at a time, because
 * each write waits for the disk.
 *
 * <p>Each user has at most one change in flight. If a change ends without an outcome, the user's
 * other changes are left for the next run: that run sends the change again, and must not send it
 * after a later one.
 *
 * <p>{@link #hasNext} may return false while changes are in flight, and true after they have ended.
 */
final class BulkChanges implements Iterator<UserChange> {
  private static final int BATCH_SIZE = 100;
  private static final int MAX_HELD_BACK = 10_000;

  private final BulkFile.Rows rows;
  private final FileProblems problems;
  private final UserNames names;
  private final BulkJournal journal;
  private final BooleanSupplier stopped;
  private final Deque<UserChange> ready = new ArrayDeque<>();

  /** The users who have a change in flight, and their changes that wait for it. */
  private final Map<List<UUID>, Deque<UserChange>> waitingByUser = new HashMap<>();

  /** The users with a change that ended without an outcome. */
  private final Set<List<UUID>> failed = new HashSet<>();

  /** The rows of the changes that were read and have not ended, by request id. */
  private final Map<UUID, Integer> rowsById = new HashMap<>();

  private int heldBack;
  private boolean allRead;

  /**
   * @param problems receives what is wrong with the rows. They were checked before, so that a
   *     problem means that the file was changed
   */
  BulkChanges(
      BulkFile.Rows rows,
      FileProblems problems,
      UserNames names,
      BulkJournal journal,
      BooleanSupplier stopped) {
    this.rows = rows;
    this.problems = problems;
    this.names = names;
    this.journal = journal;
    this.stopped = stopped;
  }

  @Override
  public boolean hasNext() {
    if (stopped.getAsBoolean()) {
      return false;
    }
    while (ready.isEmpty() && !allRead && heldBack < MAX_HELD_BACK) {
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
    while (changes.size() < BATCH_SIZE) {
      BulkRow row = rows.next();
      if (problems.areThere()) {
        String changed = "the CSV file was changed during the run";
        throw new UncheckedIOException(changed, new IOException(changed));
      }
      if (row == null) {
        allRead = true;
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
      throw new IllegalStateException(
          "row " + row.number() + " differs from the row that was checked");
    }
    return UserChange.of(row.customerId(), userId, row.update())
        .with(RequestOptions.builder().requestId(requestId).build());
  }

  private void add(UserChange change) {
    Deque<UserChange> waiting = waitingByUser.get(user(change));
    if (failed.contains(user(change))) {
      rowsById.remove(change.requestId());
    } else if (waiting == null) {
      waitingByUser.put(user(change), new ArrayDeque<>());
      ready.add(change);
    } else {
      waiting.add(change);
      heldBack++;
    }
  }

  /** Returns the row of a change that is in flight. */
  int rowOf(UserChange change) {
    return Objects.requireNonNull(rowsById.get(change.requestId()));
  }

  /**
   * Notes that a change in flight has ended.
   *
   * @param finished whether it has an outcome
   */
  void ended(UserChange change, boolean finished) {
    rowsById.remove(change.requestId());
    Deque<UserChange> waiting = Objects.requireNonNull(waitingByUser.remove(user(change)));
    if (!finished) {
      failed.add(user(change));
      waiting.forEach(each -> rowsById.remove(each.requestId()));
      heldBack -= waiting.size();
    } else if (!waiting.isEmpty()) {
      ready.add(waiting.remove());
      heldBack--;
      waitingByUser.put(user(change), waiting);
    }
  }

  private static List<UUID> user(UserChange change) {
    return List.of(change.customerId(), change.userId());
  }
}
