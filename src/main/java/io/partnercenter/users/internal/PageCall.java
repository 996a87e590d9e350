package io.partnercenter.users.internal;

import io.partnercenter.users.PartnerCall;
import io.partnercenter.users.model.Link;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The call for one page of a list; knows the call for the next one when the response is there.
 * Immutable.
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
   * The call for the page where reading begins.
   *
   * @param first of a generated method, for the first page of the list
   * @param continuation of the page to begin with; null for the first one
   * @param next the link to the next page in the value of a response
   * @param page makes a page of the value, and the call for the next page
   * @throws IllegalArgumentException if the continuation is none of the list
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

  /** By which reading can begin with this page; null if it is the first of the list. */
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
