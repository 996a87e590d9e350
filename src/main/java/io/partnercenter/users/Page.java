package io.partnercenter.users;

import io.partnercenter.users.internal.PageCall;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list. Immutable.
 *
 * @param <T> the type of the items
 */
public final class Page<T> {
  private final List<T> items;
  private final @Nullable PageCall<Page<T>> next;

  Page(List<T> items, @Nullable PageCall<Page<T>> next) {
    this.items = items;
    this.next = next;
  }

  /** Returns the items of the page. May be empty, even if there is a next page. Unmodifiable. */
  public List<T> items() {
    return items;
  }

  /**
   * Returns the position of the next page, for {@link ListUsers.Builder#continueFrom}; null if this
   * is the last page. It is an opaque text that contains no access token and can be kept in a file
   * or a database. The service keeps the position for a limited time only, and doesn't say for how
   * long.
   */
  public @Nullable String continuation() {
    return next == null ? null : next.continuation();
  }

  /**
   * Fetches the next page on the calling thread. Each call of this method fetches the page again.
   *
   * @return the next page; null if this is the last page
   */
  public @Nullable Page<T> next() {
    return next == null ? null : next.execute();
  }

  /**
   * Fetches the next page without blocking a thread. Each call of this method fetches the page
   * again.
   *
   * @return a future that completes with null if this is the last page; {@link PartnerCall}
   *     describes what cancels it
   */
  @SuppressWarnings("NullAway") // a future of a page can serve as one of a page or null
  public CompletableFuture<@Nullable Page<T>> nextAsync() {
    return next == null ? CompletableFuture.completedFuture(null) : next.executeAsync();
  }

  @Nullable PageCall<Page<T>> nextCall() {
    return next;
  }

  /** Returns the number of items, and whether this is the last page. */
  @Override
  public String toString() {
    return "Page{items=" + items.size() + ", last=" + (next == null) + "}";
  }
}
