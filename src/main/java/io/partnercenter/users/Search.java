package io.partnercenter.users;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A search that reads a list page by page, without blocking a thread, until it finds a matching
 * item. If its caller cancels or completes it, it cancels the call under way.
 */
final class Search<T> extends CompletableFuture<@Nullable T> {
  private final Predicate<T> wanted;
  private volatile @Nullable CompletableFuture<?> call;

  private Search(Predicate<T> wanted) {
    this.wanted = wanted;
  }

  /**
   * Returns a future of the first matching item of a list; completes with null if there is none.
   */
  static <T> CompletableFuture<@Nullable T> first(Paged<T> list, Predicate<T> wanted) {
    Search<T> search = new Search<>(wanted);
    search.whenComplete((found, failure) -> search.cancelCall());
    search.await(list.firstPageAsync());
    return search;
  }

  private void await(CompletableFuture<? extends @Nullable Page<T>> page) {
    call = page;
    if (isDone()) { // ended by its caller, perhaps before this call was stored
      cancelCall();
    }
    page.whenComplete(this::read);
  }

  private void read(@Nullable Page<T> page, @Nullable Throwable failure) {
    if (failure != null) {
      completeExceptionally(failure);
      return;
    }
    if (page == null) {
      complete(null);
      return;
    }
    for (T item : page.items()) {
      if (wanted.test(item)) {
        complete(item);
        return;
      }
    }
    if (!isDone()) {
      await(page.nextAsync());
    }
  }

  private void cancelCall() {
    CompletableFuture<?> current = call;
    if (current != null) {
      current.cancel(false); // no effect if the call has ended
    }
  }
}
