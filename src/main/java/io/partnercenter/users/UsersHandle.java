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
 * <p>Every method refuses invalid arguments with an {@link IllegalArgumentException} or {@link
 * NullPointerException} before anything is sent. {@link PartnerCall} describes how a call fails.
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
   * Returns the user with this id. Sends no request.
   *
   * @param userId the user's object id
   */
  public UserHandle byId(UUID userId) {
    return new UserHandle(api, cloud, customerId, Objects.requireNonNull(userId, "userId"));
  }

  /** Returns a list of the active users. Nothing is sent before the list is read. */
  public Paged<CustomerUser> list() {
    return list(ListUsers.all());
  }

  /**
   * Returns a list of the users that the options select. Nothing is sent before the list is read.
   *
   * @param users the options for the list
   * @throws IllegalArgumentException if {@link ListUsers#continuation()} isn't a continuation of a
   *     list of this customer's users
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
   * Finds an active user by its user principal name, ignoring case.
   *
   * <p>The service has no filter for the name (Partner Center, get a list of all user accounts). So
   * this method reads the list, 500 users per page, until it finds the user: one call for a small
   * customer, at most 200 calls for a customer with 100,000 users. To find several users, read
   * {@link #list()} once.
   *
   * @return the user; null if there is none
   * @throws IllegalArgumentException if the name is blank
   */
  public @Nullable CustomerUser find(String userPrincipalName) {
    return list().stream().filter(named(userPrincipalName)).findFirst().orElse(null);
  }

  /**
   * Finds a deleted user by its user principal name, ignoring case. Like {@link #find}, but
   * searches the users that can be restored.
   *
   * @return the user; null if there is none; the first user in the list if several had that name
   * @throws IllegalArgumentException if the name is blank
   */
  public @Nullable CustomerUser findDeleted(String userPrincipalName) {
    return list(DELETED).stream().filter(named(userPrincipalName)).findFirst().orElse(null);
  }

  /** Like {@link #find}, but async. */
  public CompletableFuture<@Nullable CustomerUser> findAsync(String userPrincipalName) {
    return search(ListUsers.all(), named(userPrincipalName));
  }

  /** Like {@link #findDeleted}, but async. */
  public CompletableFuture<@Nullable CustomerUser> findDeletedAsync(String userPrincipalName) {
    return search(DELETED, named(userPrincipalName));
  }

  private CompletableFuture<@Nullable CustomerUser> search(
      ListUsers users, Predicate<CustomerUser> wanted) {
    try {
      return Search.first(list(users), wanted);
    } catch (IllegalStateException e) { // the client is closed
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Predicate<CustomerUser> named(String userPrincipalName) {
    Objects.requireNonNull(userPrincipalName, "userPrincipalName");
    if (userPrincipalName.isBlank()) {
      throw new IllegalArgumentException("userPrincipalName must not be blank");
    }
    return user -> userPrincipalName.equalsIgnoreCase(user.getUserPrincipalName());
  }
}
