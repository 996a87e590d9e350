package io.partnercenter.users.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of a customer's users, returned in pages. */
final class UserList {
  private final ContinuationTokens tokens;
  private volatile LinkForm linkForm = LinkForm.WITHOUT_VERSION;

  UserList(ContinuationTokens tokens) {
    this.tokens = tokens;
  }

  void linksHaveForm(LinkForm form) {
    linkForm = form;
  }

  Response page(Request request, Customer customer, Instant now) {
    ListRequest list;
    try {
      list = ListRequest.of(request.query());
    } catch (IllegalArgumentException e) {
      return Response.error(400, "800002", String.valueOf(e.getMessage()));
    }
    String token = request.header("MS-ContinuationToken");
    ListPlace previousEnd = tokens.place(token);
    if (list.isNext() != (token != null) || list.isNext() != (previousEnd != null)) {
      return Response.error(400, "800002", "The continuation token is invalid, or has expired.");
    }
    List<ListPlace> rest = places(list, customer, previousEnd, now);
    List<ListPlace> page = rest.subList(0, Math.min(rest.size(), list.size()));
    List<Object> items = new ArrayList<>();
    page.forEach(
        place -> items.add(customer.inOrder().get(place.index()).shown(Collections.emptyMap())));
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("self", link(request, request.query().raw(), token));
    if (rest.size() > list.size()) {
      links.put("next", link(request, nextQuery(request), tokens.of(page.get(page.size() - 1))));
    }
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("totalCount", items.size());
    response.put("items", items);
    response.put("links", links);
    response.put("attributes", Map.of("objectType", "Collection"));
    return Response.page(response);
  }

  /**
   * Returns the places of the users after the end of the previous page, in order. Unless the list
   * is sorted, it stops one place after the page.
   */
  private static List<ListPlace> places(
      ListRequest list, Customer customer, @Nullable ListPlace previousEnd, Instant now) {
    List<User> users = customer.inOrder();
    List<ListPlace> places = new ArrayList<>();
    int first = previousEnd == null || list.isSorted() ? 0 : previousEnd.index() + 1;
    for (int i = first; i < users.size(); i++) {
      User user = users.get(i);
      ListPlace place = new ListPlace(list.sortKey(user), i);
      if (user.isDeleted() == list.ofDeleted()
          && !user.isGone(now)
          && (previousEnd == null || list.order().compare(place, previousEnd) > 0)) {
        places.add(place);
      }
      if (!list.isSorted() && places.size() > list.size()) {
        break;
      }
    }
    places.sort(list.order());
    return places;
  }

  private static String nextQuery(Request request) {
    String query = request.query().raw();
    if (request.query().parameter("seekOperation") != null) {
      return query;
    }
    return query.isEmpty() ? "seekOperation=Next" : query + "&seekOperation=Next";
  }

  private Map<String, Object> link(Request request, String query, @Nullable String token) {
    String path = request.path();
    String uri =
        linkForm == LinkForm.WITHOUT_VERSION
            ? path.substring("/v1".length())
            : linkForm == LinkForm.WITH_VERSION ? path : request.origin() + path;
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("uri", query.isEmpty() ? uri : uri + "?" + query);
    link.put("method", "GET");
    link.put(
        "headers",
        token == null ? List.of() : List.of(Map.of("key", "MS-ContinuationToken", "value", token)));
    return link;
  }
}
