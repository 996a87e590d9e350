package io.partnercenter.users;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list page by page without blocking a thread, until it comes to an item that is looked
 * for. Ended by its caller, it cancels the call under way.
 */
final class Search<T> extends CompletableFuture<@Nullable T> {
  private final Predicate<T> wanted;
  private volatile @Nullable CompletableFuture<?> call;

  private Search(Predicate<T> wanted) {
    this.wanted = wanted;
  }

  /** The first item of a list that is wanted; completes with null if there is none. */
  static <T> CompletableFuture<@Nullable T> first(Paged<T> list, Predicate<T> wanted) {
    Search<T> search = new Search<>(wanted);
    search.whenComplete((found, failure) -> search.cancelCall());
    search.await(list.firstPageAsync());
    return search;
  }

  private void await(CompletableFuture<? extends @Nullable Page<T>> page) {
    call = page;
    if (isDone()) { // by its caller, who may not have seen this call
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
      current.cancel(false); // without effect if it has ended
    }
  }
}
