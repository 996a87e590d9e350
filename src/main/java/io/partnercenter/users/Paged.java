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
 * A list that the service gives page by page. Nothing is sent before it is read, and a page is
 * fetched only when all of the page before it was read: no page is fetched ahead, and one is held
 * in memory. Each reading begins anew, with the first page.
 *
 * <pre>{@code
 * for (CustomerUser user : users.list()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Each page is a call of its own: with a limit, retries and ids of its own. A call that fails is
 * a {@link PartnerException}, see {@link PartnerCall}. Its message says which page it was, and
 * {@link PartnerException#continuation()} is where to go on. An iterator goes on as well: asked
 * again, it fetches that page again.
 *
 * <p>What is added or taken away while the list is read may be missed, or be there twice: the
 * service promises nothing of that.
 *
 * <p>Immutable and thread-safe; its iterators and streams are for one thread.
 *
 * @param <T> the type of the items
 */
public final class Paged<T> implements Iterable<T> {
  private final PageCall<Page<T>> first;

  Paged(PageCall<Page<T>> first) {
    this.first = first;
  }

  /** Reads the items of all pages. {@link Iterator#hasNext} may fetch a page. */
  @Override
  public Iterator<T> iterator() {
    return new Items<>(new Pages<>(first));
  }

  /** The items of all pages, in order; not parallel. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** As {@link #stream} has it; never split, for that would read ahead. */
  @Override
  public Spliterator<T> spliterator() {
    return new InOrder<>(iterator());
  }

  /** The pages in order. {@link Iterator#next} fetches one; there is always a first one. */
  public Iterable<Page<T>> pages() {
    return () -> new Pages<>(first);
  }

  /**
   * Fetches the first page without blocking a thread; {@link Page#nextAsync} fetches the next one.
   * What cancels the future is said at {@link PartnerCall}.
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
        items = Collections.emptyIterator(); // the page is free before the next one is there
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
