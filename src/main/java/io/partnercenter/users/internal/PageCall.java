package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerCall;
import io.partnercenter.users.model.Link;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The call for one page of a list. Its response leads to the call for the next page. Immutable.
 *
 * @param <P> the type of a page
 */
public final class PageCall<P> {
  private final ServiceCall<P> call;
  private final @Nullable String continuation;

  private PageCall(ServiceCall<P> call, @Nullable String continuation) {
    this.call = call;
    this.continuation = continuation;
  }

  /**
   * Returns the call for the page where reading begins.
   *
   * @param first the call of a generated method, for the first page of the list
   * @param continuation of the page to begin with; null for the first page
   * @param next returns the link to the next page from the value of a response
   * @param page makes a page from the value and the call for the next page
   * @throws IllegalArgumentException if the continuation is not one of this list
   */
  public static <E, P> PageCall<P> of(
      PartnerCall<E> first,
      @Nullable String continuation,
      Function<E, @Nullable Link> next,
      BiFunction<E, @Nullable PageCall<P>, P> page) {
    ServiceCall<E> call = (ServiceCall<E>) first;
    Request request = call.request();
    ListAddress list = ListAddress.of(request);
    NextLink link =
        continuation == null ? NextLink.of(request) : Continuation.parse(list, continuation);
    return at(PagePosition.first(list, link, continuation), call, next, page);
  }

  private static <E, P> PageCall<P> at(
      PagePosition position,
      ServiceCall<E> list,
      Function<E, @Nullable Link> next,
      BiFunction<E, @Nullable PageCall<P>, P> page) {
    Function<E, P> read =
        value -> {
          Link link = next.apply(value);
          return page.apply(value, link == null ? null : at(position.next(link), list, next, page));
        };
    return new PageCall<>(list.forPage(position).map(read), position.continuation());
  }

  /** The text by which a later reading can begin with this page; null if it is the first page. */
  public @Nullable String continuation() {
    return continuation;
  }

  /** Fetches the page. */
  public P execute() {
    return call.execute();
  }

  /** Fetches the page without blocking a thread. */
  public CompletableFuture<P> executeAsync() {
    return call.executeAsync();
  }
}
