package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.internal.PageCall;
import io.partnercenter.users.internal.WireConstants;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserPage;
import io.partnercenter.users.model.Link;
import io.partnercenter.users.model.ResourceLinks;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The users of one customer.
 *
 * <p>Every method refuses bad arguments by {@link IllegalArgumentException} or {@link
 * NullPointerException} before anything is sent. How a call fails is said at {@link PartnerCall}.
 */
public final class UsersHandle {
  private static final ListUsers DELETED = ListUsers.builder().deleted().build();

  private final UsersApi api;
  private final PartnerCloud cloud;
  private final UUID customerId;

  UsersHandle(UsersApi api, PartnerCloud cloud, UUID customerId) {
    this.api = api;
    this.cloud = cloud;
    this.customerId = customerId;
  }

  /**
   * A user; sends nothing.
   *
   * @param userId the user's object id
   */
  public UserHandle byId(UUID userId) {
    return new UserHandle(api, cloud, customerId, Objects.requireNonNull(userId, "userId"));
  }

  /** The active users; sends nothing before it is read. */
  public Paged<CustomerUser> list() {
    return list(ListUsers.all());
  }

  /**
   * Those users that are asked for; sends nothing before it is read.
   *
   * @throws IllegalArgumentException if it is to continue from what is no continuation of a list of
   *     this customer's users
   */
  public Paged<CustomerUser> list(ListUsers users) {
    Objects.requireNonNull(users, "users");
    return new Paged<>(
        PageCall.of(
            api.listCustomerUsers(
                customerId,
                users.pageSize(),
                users.isDeleted() ? WireConstants.DELETED_USERS : null,
                users.sortField(),
                users.sortDirection(),
                null,
                null),
            users.continuation(),
            UsersHandle::nextLink,
            (page, next) -> new Page<>(page.getItems(), next)));
  }

  private static @Nullable Link nextLink(CustomerUserPage page) {
    ResourceLinks links = page.getLinks();
    return links == null ? null : links.getNext();
  }

  /**
   * Finds an active user by its user principal name, without regard to case.
   *
   * <p>The service has no filter for it (Partner Center, get a list of all user accounts), so this
   * reads the list by 500 users a page until it comes to the user: one call for a small customer,
   * 200 calls at most for one of 100,000 users. Who needs several users reads {@link #list()} once.
   *
   * @return null if there is none
   * @throws IllegalArgumentException if the name is blank
   */
  public @Nullable CustomerUser find(String userPrincipalName) {
    return list().stream().filter(named(userPrincipalName)).findFirst().orElse(null);
  }

  /**
   * Finds a deleted user by its user principal name, without regard to case. As {@link #find} has
   * it, but among the users that can be restored.
   *
   * @return null if there is none; the first one in the list if several had that name
   * @throws IllegalArgumentException if the name is blank
   */
  public @Nullable CustomerUser findDeleted(String userPrincipalName) {
    return list(DELETED).stream().filter(named(userPrincipalName)).findFirst().orElse(null);
  }

  /** As {@link #find}, async. */
  public CompletableFuture<@Nullable CustomerUser> findAsync(String userPrincipalName) {
    return Search.first(list(), named(userPrincipalName));
  }

  /** As {@link #findDeleted}, async. */
  public CompletableFuture<@Nullable CustomerUser> findDeletedAsync(String userPrincipalName) {
    return Search.first(list(DELETED), named(userPrincipalName));
  }

  private static Predicate<CustomerUser> named(String userPrincipalName) {
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
    if (userPrincipalName.isBlank()) {
      throw new IllegalArgumentException("userPrincipalName must not be blank");
    }
    return user -> userPrincipalName.equalsIgnoreCase(user.getUserPrincipalName());
  }
}
