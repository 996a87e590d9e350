package io.partnercenter.users.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page that a request asks for. Immutable. */
final class ListRequest {
  private static final int MAX_SIZE = 500;

  private final int size;
  private final boolean deleted;
  private final @Nullable String sortField;
  private final boolean descending;
  private final boolean next;

  private ListRequest(
      int size, boolean deleted, @Nullable String sortField, boolean descending, boolean next) {
    this.size = size;
    this.deleted = deleted;
    this.sortField = sortField;
    this.descending = descending;
    this.next = next;
  }

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException if a parameter has an invalid value
   */
  static ListRequest of(Query query) {
    String filter = query.parameter("filter");
    String direction = query.parameter("sortDirection");
    String seek = query.parameter("seekOperation");
    String sortField = query.parameter("sortField");
    if (filter != null && !isDeletedUsers(filter)) {
      throw new IllegalArgumentException("The filter is not the one for deleted users.");
    }
    if (direction != null && !isOneOf(direction, "Ascending", "Descending")) {
      throw new IllegalArgumentException("The sortDirection is invalid.");
    }
    if (seek != null && !seek.equalsIgnoreCase("Next")) {
      throw new IllegalArgumentException("The seekOperation is invalid.");
    }
    return new ListRequest(
        size(query.parameter("size")),
        filter != null,
        sortField == null ? null : Names.known(sortField),
        "Descending".equalsIgnoreCase(direction),
        seek != null);
  }

  private static int size(@Nullable String text) {
    if (text == null) {
      return MAX_SIZE;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_SIZE) {
      throw new IllegalArgumentException("The size is not from 1 to " + MAX_SIZE + ".");
    }
    return Integer.parseInt(text);
  }

  private static boolean isDeletedUsers(String filter) {
    Map<String, Object> json = Json.readObject(filter.getBytes(StandardCharsets.UTF_8));
    return json != null
        && json.size() == 3
        && json.entrySet().stream()
            .allMatch(
                part -> {
                  switch (part.getKey().toLowerCase(Locale.ROOT)) {
                    case "field":
                      return isOneOf(part.getValue(), "UserState");
                    case "value":
                      return isOneOf(part.getValue(), "Inactive");
                    case "operator":
                      return isOneOf(part.getValue(), "equals");
                    default:
                      return false;
                  }
                });
  }

  private static boolean isOneOf(@Nullable Object text, String... values) {
    return List.of(values).stream()
        .anyMatch(value -> text instanceof String && value.equalsIgnoreCase((String) text));
  }

  int size() {
    return size;
  }

  /** Returns whether the deleted users are listed instead of the active ones. */
  boolean ofDeleted() {
    return deleted;
  }

  /**
   * Returns whether the request is for the page after the one that the continuation token is from.
   */
  boolean isNext() {
    return next;
  }

  boolean isSorted() {
    return sortField != null;
  }

  /**
   * Returns the value by which a user is sorted; empty if the list isn't sorted, or if the user
   * doesn't have the property.
   */
  String sortKey(User user) {
    Object value = sortField == null ? null : user.property(sortField);
    return value == null ? "" : value.toString();
  }

  Comparator<ListPlace> order() {
    Comparator<ListPlace> byKey =
        Comparator.comparing(ListPlace::key, String.CASE_INSENSITIVE_ORDER);
    return (descending ? byKey.reversed() : byKey).thenComparing(ListPlace::index);
  }
}
