package io.partnercenter.users;

import io.partnercenter.users.model.SortDirection;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The options for a list of a customer's users: which users, in which order, and how many on a
 * page. Immutable.
 *
 * <pre>{@code
 * ListUsers.builder().deleted().pageSize(200).build()
 * }</pre>
 */
public final class ListUsers {
  private static final ListUsers ALL = builder().build();

  private final boolean deleted;
  private final int pageSize;
  private final @Nullable String sortField;
  private final @Nullable SortDirection sortDirection;
  private final @Nullable String continuation;

  private ListUsers(Builder builder) {
    deleted = builder.deleted;
    pageSize = builder.pageSize;
    sortField = builder.sortField;
    sortDirection = builder.sortDirection;
    continuation = builder.continuation;
  }

  /** Returns options for the active users, with the largest pages, in the order of the service. */
  public static ListUsers all() {
    return ALL;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns whether the deleted users are listed instead of the active ones. */
  public boolean isDeleted() {
    return deleted;
  }

  /** Returns the maximum number of users on a page. */
  public int pageSize() {
    return pageSize;
  }

  /** Returns the property to sort by, or null for the order of the service. */
  public @Nullable String sortField() {
    return sortField;
  }

  /** Returns the direction to sort in, or null for the order of the service. */
  public @Nullable SortDirection sortDirection() {
    return sortDirection;
  }

  /**
   * Returns the page to begin with, or null for the first page. See {@link Builder#continueFrom}.
   */
  public @Nullable String continuation() {
    return continuation;
  }

  /** Returns a builder with the values of these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.deleted = deleted;
    builder.pageSize = pageSize;
    builder.sortField = sortField;
    builder.sortDirection = sortDirection;
    builder.continuation = continuation;
    return builder;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ListUsers)) {
      return false;
    }
    ListUsers that = (ListUsers) other;
    return deleted == that.deleted
        && pageSize == that.pageSize
        && Objects.equals(sortField, that.sortField)
        && Objects.equals(sortDirection, that.sortDirection)
        && Objects.equals(continuation, that.continuation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(deleted, pageSize, sortField, sortDirection, continuation);
  }

  /** Returns the values that are set, such as {@code ListUsers{deleted=true, pageSize=200}}. */
  @Override
  public String toString() {
    StringJoiner set = new StringJoiner(", ", "ListUsers{", "}");
    set.add("deleted=" + deleted).add("pageSize=" + pageSize);
    if (sortField != null) {
      set.add("sortField=" + sortField).add("sortDirection=" + sortDirection);
    }
    if (continuation != null) {
      set.add("continuation=" + continuation);
    }
    return set.toString();
  }

  /** Builds {@link ListUsers}. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_PAGE_SIZE = 500;

    private boolean deleted;
    private int pageSize = MAX_PAGE_SIZE;
    private @Nullable String sortField;
    private @Nullable SortDirection sortDirection;
    private @Nullable String continuation;

    private Builder() {}

    /**
     * Lists the deleted users instead of the active ones. These are the users that can be restored,
     * for 30 days after their deletion (Partner Center, view deleted users).
     */
    public Builder deleted() {
      deleted = true;
      return this;
    }

    /**
     * Sets the maximum number of users on a page. The default is 500, the largest number that the
     * service allows (Partner Center, get a list of all user accounts).
     *
     * @throws IllegalArgumentException if {@code pageSize} isn't from 1 to 500
     */
    public Builder pageSize(int pageSize) {
      if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
        throw new IllegalArgumentException(
            "pageSize must be from 1 to " + MAX_PAGE_SIZE + ", not " + pageSize);
      }
      this.pageSize = pageSize;
      return this;
    }

    /**
     * Sorts the list. The default is the order of the service. No documentation says which
     * properties the service can sort by; it may refuse a property with status 400.
     *
     * @param property the name of a property of the user, as in the JSON of the service
     * @throws IllegalArgumentException if the property is blank
     */
    public Builder sortBy(String property, SortDirection direction) {
      Objects.requireNonNull(property, "property");
      if (property.isBlank()) {
        throw new IllegalArgumentException("property must not be blank");
      }
      sortField = property;
      sortDirection = Objects.requireNonNull(direction, "direction");
      return this;
    }

    /**
     * Begins with the page of a continuation: a value of {@link Page#continuation()} or {@link
     * PartnerException#continuation()} from an earlier reading of the same list, possibly in
     * another process. A continuation contains the other options of that reading, so other options
     * that are set here have no effect. {@link UsersHandle#list(ListUsers)} refuses a text that
     * isn't a continuation, and a continuation of another customer's list.
     */
    public Builder continueFrom(String continuation) {
      this.continuation = Objects.requireNonNull(continuation, "continuation");
      return this;
    }

    /** Builds the options. */
    public ListUsers build() {
      return new ListUsers(this);
    }
  }
}
