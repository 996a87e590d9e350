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

  /** What is on the page; there may be nothing, also where there is a next page. Unmodifiable. */
  public List<T> items() {
    return items;
  }

  /**
   * The next page, for {@link ListUsers.Builder#continueFrom}; null if this is the last one. An
   * opaque text, safe in a file or a database; it holds no access token. The service keeps the
   * place for a while only, and doesn't say for how long.
   */
  public @Nullable String continuation() {
    return next == null ? null : next.continuation();
  }

  /**
   * Fetches the next page, on this thread; each time it is called.
   *
   * @return null if this is the last page
   */
  public @Nullable Page<T> next() {
    return next == null ? null : next.execute();
  }

  /**
   * Fetches the next page without blocking a thread; each time it is called.
   *
   * @return completes with null if this is the last page; what cancels it is said at {@link
   *     PartnerCall}
   */
  @SuppressWarnings("NullAway") // a future of a page is read as one of a page or null
  public CompletableFuture<@Nullable Page<T>> nextAsync() {
    return next == null ? CompletableFuture.completedFuture(null) : next.executeAsync();
  }

  @Nullable PageCall<Page<T>> nextCall() {
    return next;
  }

  /** The number of items, and whether there is a next page. */
  @Override
  public String toString() {
    return "Page{items=" + items.size() + ", last=" + (next == null) + "}";
  }
}
