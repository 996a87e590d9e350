package io.partnercenter.users;

import io.partnercenter.users.internal.PageCall;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list that the service returns page by page. Nothing is sent before the list is read. A page is
 * fetched only after the whole page before it was read: no page is fetched ahead, and only one page
 * is held in memory. Each reading begins again with the first page.
 *
 * <pre>{@code
 * for (CustomerUser user : users.list()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Each page is a separate call with its own limit, retries and ids. A call that fails ends with
 * a {@link PartnerException}, see {@link PartnerCall}. The message of the exception says which page
 * failed, and {@link PartnerException#continuation()} is the page to continue from. The same
 * iterator can continue as well: its next use fetches that page again.
 *
 * <p>Items that are added or removed while the list is read may be missing or appear twice: the
 * service promises nothing about them.
 *
 * <p>Immutable and thread-safe. Each iterator and stream is for one thread.
 *
 * @param <T> the type of the items
 */
public final class Paged<T> implements Iterable<T> {
  private final PageCall<Page<T>> first;

  Paged(PageCall<Page<T>> first) {
    this.first = first;
  }

  /** Returns an iterator over the items of all pages. {@link Iterator#hasNext} may fetch a page. */
  @Override
  public Iterator<T> iterator() {
    return new Items<>(new Pages<>(first));
  }

  /** Returns a sequential stream of the items of all pages, in order. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /**
   * Returns a spliterator over the items of all pages, in order. It never splits, because a split
   * would read ahead.
   */
  @Override
  public Spliterator<T> spliterator() {
    return new InOrder<>(iterator());
  }

  /**
   * Returns the pages in order. {@link Iterator#next} fetches a page. A first page always exists.
   */
  public Iterable<Page<T>> pages() {
    return () -> new Pages<>(first);
  }

  /**
   * Fetches the first page without blocking a thread. {@link Page#nextAsync} fetches the next one.
   * {@link PartnerCall} describes what cancels the future.
   */
  public CompletableFuture<Page<T>> firstPageAsync() {
    return first.executeAsync();
  }

  private static final class Pages<T> implements Iterator<Page<T>> {
    private @Nullable PageCall<Page<T>> next;

    Pages(PageCall<Page<T>> first) {
      next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Page<T> next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Page<T> page = next.execute();
      next = page.nextCall();
      return page;
    }
  }

  private static final class Items<T> implements Iterator<T> {
    private final Iterator<Page<T>> pages;
    private Iterator<T> items = Collections.emptyIterator();

    Items(Iterator<Page<T>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while (!items.hasNext() && pages.hasNext()) {
        items = Collections.emptyIterator(); // frees this page before the next one is fetched
        items = pages.next().items().iterator();
      }
      return items.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return items.next();
    }
  }

  private static final class InOrder<T> implements Spliterator<T> {
    private final Iterator<T> items;

    InOrder(Iterator<T> items) {
      this.items = items;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      if (!items.hasNext()) {
        return false;
      }
      action.accept(items.next());
      return true;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
      return null;
    }

    @Override
    public long estimateSize() {
      return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
      return ORDERED | NONNULL;
    }
  }
}
