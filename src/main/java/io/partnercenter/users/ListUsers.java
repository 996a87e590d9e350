package io.partnercenter.users;

import io.partnercenter.users.model.SortDirection;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which users of a customer are listed, and how. Immutable.
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

  /** The active users, by the largest pages, in the order of the service. */
  public static ListUsers all() {
    return ALL;
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether the deleted users are listed, in place of the active ones. */
  public boolean isDeleted() {
    return deleted;
  }

  /** How many users a page has at most. */
  public int pageSize() {
    return pageSize;
  }

  /** The property to sort by, or null for the order of the service. */
  public @Nullable String sortField() {
    return sortField;
  }

  /** The direction to sort in, or null for the order of the service. */
  public @Nullable SortDirection sortDirection() {
    return sortDirection;
  }

  /** The page to begin with, or null for the first one. See {@link Builder#continueFrom}. */
  public @Nullable String continuation() {
    return continuation;
  }

  /** A builder with what is set here. */
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

  /** What is set, such as {@code ListUsers{deleted=true, pageSize=200}}. */
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
     * Lists the deleted users, in place of the active ones: those that can be restored, for 30 days
     * after their deletion (Partner Center, view deleted users).
     */
    public Builder deleted() {
      deleted = true;
      return this;
    }

    /**
     * How many users a page has at most; 500 unless set, which is the most (Partner Center, get a
     * list of all user accounts).
     *
     * @throws IllegalArgumentException if it isn't from 1 to 500
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
     * Sorts the list; in the order of the service unless set. Which properties can be sorted by is
     * documented nowhere; the service may refuse one with status 400.
     *
     * @param property the name of a property of the user, as it is on the wire
     * @throws IllegalArgumentException if it is blank
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
     * Begins with a page that an earlier reading of the same list came to, also in another process:
     * {@link Page#continuation()} or {@link PartnerException#continuation()}. It holds what else
     * was set then; what is set here beside it has no effect. {@link UsersHandle#list(ListUsers)}
     * refuses one that is none, or of another customer.
     */
    public Builder continueFrom(String continuation) {
      this.continuation = Objects.requireNonNull(continuation, "continuation");
      return this;
    }

    /** Builds it. */
    public ListUsers build() {
      return new ListUsers(this);
    }
  }
}
