package io.partnercenter.users.internal;

import io.partnercenter.users.model.Link;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The position of a page in the reading of a list. It is a tag of the request for the page.
 * Immutable.
 *
 * <p>A circle of links is detected by Brent's algorithm: one link is remembered, and replaced by
 * the current one after 1, 2, 4, 8 … pages. So one link is in memory however long the list is, and
 * a circle is detected after a few rounds.
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
   * Returns the position where reading begins.
   *
   * @param continuation of the page; null if reading begins with the first page of the list
   */
  static PagePosition first(ListAddress list, NextLink link, @Nullable String continuation) {
    return new PagePosition(list, 1, link, continuation, link, 0, 1);
  }

  /**
   * Returns the position of the page after this one.
   *
   * @param next the link to it, from the response
   * @throws InvalidLinkException if it must not be followed
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
   * Returns the request for this page.
   *
   * @param first the request for the first page of the list
   */
  Request applyTo(Request first) {
    return link.applyTo(first).newBuilder().tag(PagePosition.class, this).build();
  }

  /** The number of the page, counted from 1 where reading began. */
  int number() {
    return number;
  }

  /**
   * The text by which a later reading can begin here; null if this is the first page of the list.
   */
  @Nullable String continuation() {
    return continuation;
  }
}
