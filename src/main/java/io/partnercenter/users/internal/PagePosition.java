package io.partnercenter.users.internal;

import io.partnercenter.users.model.Link;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, by where the reading of the list has come. It is a tag of the request for the
 * page. Immutable.
 *
 * <p>Links that lead in a circle are noticed by Brent's algorithm: one link is remembered, and
 * replaced by the present one after 1, 2, 4, 8 … pages. So the memory is one link however long the
 * list is, and a circle is noticed after a few rounds.
 */
final class PagePosition {
  private final ListAddress list;
  private final int number;
  private final NextLink link;
  private final @Nullable String continuation;
  private final NextLink remembered;
  private final long pagesSince;
  private final long pagesUntilNext;

  private PagePosition(
      ListAddress list,
      int number,
      NextLink link,
      @Nullable String continuation,
      NextLink remembered,
      long pagesSince,
      long pagesUntilNext) {
    this.list = list;
    this.number = number;
    this.link = link;
    this.continuation = continuation;
    this.remembered = remembered;
    this.pagesSince = pagesSince;
    this.pagesUntilNext = pagesUntilNext;
  }

  /**
   * Where reading begins.
   *
   * @param continuation of the page; null if the list begins there
   */
  static PagePosition first(ListAddress list, NextLink link, @Nullable String continuation) {
    return new PagePosition(list, 1, link, continuation, link, 0, 1);
  }

  /**
   * The page after this one.
   *
   * @param next the link to it, from the response
   * @throws InvalidLinkException if it isn't followed
   */
  PagePosition next(Link next) {
    NextLink checked = list.check(next);
    if (checked.equals(link)) {
      throw ListAddress.refused(next, "it leads to the page that it is on");
    }
    if (checked.equals(remembered)) {
      throw ListAddress.refused(next, "it leads back to a page before it");
    }
    String continuationOfNext = Continuation.of(list, checked);
    return pagesSince + 1 == pagesUntilNext
        ? new PagePosition(
            list, number + 1, checked, continuationOfNext, checked, 0, 2 * pagesUntilNext)
        : new PagePosition(
            list,
            number + 1,
            checked,
            continuationOfNext,
            remembered,
            pagesSince + 1,
            pagesUntilNext);
  }

  /**
   * The request for the page.
   *
   * @param first that for the first page of the list
   */
  Request applyTo(Request first) {
    return link.applyTo(first).newBuilder().tag(PagePosition.class, this).build();
  }

  /** Which page it is, counted from 1 where reading began. */
  int number() {
    return number;
  }

  /** By which reading can begin here; null if the list begins here. */
  @Nullable String continuation() {
    return continuation;
  }
}
