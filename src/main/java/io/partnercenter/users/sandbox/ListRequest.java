package io.partnercenter.users.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which page of which list is asked for. Immutable. */
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
   * @throws IllegalArgumentException if a value is none that the parameter can have
   */
  static ListRequest of(Query query) {
    String filter = query.parameter("filter");
    String direction = query.parameter("sortDirection");
    String seek = query.parameter("seekOperation");
    String sortField = query.parameter("sortField");
    if (filter != null && !isDeletedUsers(filter)) {
      throw new IllegalArgumentException("The filter is none of users.");
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

  /** Whether the deleted users are listed, in place of the others. */
  boolean ofDeleted() {
    return deleted;
  }

  /** Whether it is for the page after one, which the continuation token tells. */
  boolean isNext() {
    return next;
  }

  boolean isSorted() {
    return sortField != null;
  }

  /** By what a user is sorted; empty where it isn't, or hasn't what it is sorted by. */
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
