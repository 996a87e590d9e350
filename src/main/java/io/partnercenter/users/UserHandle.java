package io.partnercenter.users;

import io.partnercenter.users.api.UsersApi;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserState;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One user of one customer. Holds no state of the user: each method is one call.
 *
 * <p>Every method refuses invalid arguments with an {@link IllegalArgumentException} or {@link
 * NullPointerException} before anything is sent. {@link PartnerCall} describes how a call fails and
 * what cancels it.
 *
 * <p>The future of an async method completes on the executor of the client, see {@link
 * PartnerCenter.Builder#executor}.
 */
public final class UserHandle {
  private static final CustomerUserUpdate NOTHING = CustomerUserUpdate.builder().build();

  private final UsersApi api;
  private final PartnerCloud cloud;
  private final UUID customerId;
  private final UUID userId;

  UserHandle(UsersApi api, PartnerCloud cloud, UUID customerId, UUID userId) {
    this.api = api;
    this.cloud = cloud;
    this.customerId = customerId;
    this.userId = userId;
  }

  /** Reads the user. A deleted user can be read for 30 days after its deletion. */
  public CustomerUser get() {
    return getCall().execute();
  }

  /** Like {@link #get()}, but takes options and returns the whole response. */
  public PartnerResponse<CustomerUser> getWithResponse(RequestOptions options) {
    return getCall().with(options).executeWithResponse();
  }

  /** Like {@link #get()}, but async. */
  public CompletableFuture<CustomerUser> getAsync() {
    return getCall().executeAsync();
  }

  /** Like {@link #getWithResponse}, but async. */
  public CompletableFuture<PartnerResponse<CustomerUser>> getWithResponseAsync(
      RequestOptions options) {
    return getCall().with(options).executeWithResponseAsync();
  }

  /**
   * Changes only the properties that the update sets.
   *
   * @param update what to change
   * @return the whole user after the change
   * @throws IllegalArgumentException if the update sets nothing, or if it sets a password and the
   *     cloud is {@link PartnerCloud#CHINA}
   */
  public CustomerUser patch(CustomerUserUpdate update) {
    return patchCall(update).execute();
  }

  /** Like {@link #patch}, but takes options and returns the whole response. */
  public PartnerResponse<CustomerUser> patchWithResponse(
      CustomerUserUpdate update, RequestOptions options) {
    return patchCall(update).with(options).executeWithResponse();
  }

  /** Like {@link #patch}, but async. */
  public CompletableFuture<CustomerUser> patchAsync(CustomerUserUpdate update) {
    return patchCall(update).executeAsync();
  }

  /** Like {@link #patchWithResponse}, but async. */
  public CompletableFuture<PartnerResponse<CustomerUser>> patchWithResponseAsync(
      CustomerUserUpdate update, RequestOptions options) {
    return patchCall(update).with(options).executeWithResponseAsync();
  }

  /**
   * Sets a new password.
   *
   * @param password the new password
   * @param forceChange whether the user must change it at the next sign-in
   * @return the whole user, in which the service repeats the new password (Partner Center, reset a
   *     user's password)
   * @throws IllegalArgumentException if the password is blank, or if the cloud is {@link
   *     PartnerCloud#CHINA}
   */
  public CustomerUser resetPassword(String password, boolean forceChange) {
    return patch(passwordReset(password, forceChange));
  }

  /** Like {@link #resetPassword}, but takes options and returns the whole response. */
  public PartnerResponse<CustomerUser> resetPasswordWithResponse(
      String password, boolean forceChange, RequestOptions options) {
    return patchWithResponse(passwordReset(password, forceChange), options);
  }

  /** Like {@link #resetPassword}, but async. */
  public CompletableFuture<CustomerUser> resetPasswordAsync(String password, boolean forceChange) {
    return patchAsync(passwordReset(password, forceChange));
  }

  /** Like {@link #resetPasswordWithResponse}, but async. */
  public CompletableFuture<PartnerResponse<CustomerUser>> resetPasswordWithResponseAsync(
      String password, boolean forceChange, RequestOptions options) {
    return patchWithResponseAsync(passwordReset(password, forceChange), options);
  }

  /**
   * Restores a deleted user with all its properties. This is possible for 30 days after the
   * deletion. After that the user is gone, and the service responds with 404 (Partner Center,
   * restore a user).
   *
   * @return the whole user
   */
  public CustomerUser restore() {
    return patch(restoration());
  }

  /** Like {@link #restore()}, but takes options and returns the whole response. */
  public PartnerResponse<CustomerUser> restoreWithResponse(RequestOptions options) {
    return patchWithResponse(restoration(), options);
  }

  /** Like {@link #restore()}, but async. */
  public CompletableFuture<CustomerUser> restoreAsync() {
    return patchAsync(restoration());
  }

  /** Like {@link #restoreWithResponse}, but async. */
  public CompletableFuture<PartnerResponse<CustomerUser>> restoreWithResponseAsync(
      RequestOptions options) {
    return patchWithResponseAsync(restoration(), options);
  }

  private PartnerCall<CustomerUser> getCall() {
    return api.getCustomerUser(customerId, userId);
  }

  private PartnerCall<CustomerUser> patchCall(CustomerUserUpdate update) {
    Objects.requireNonNull(update, "update");
    if (update.equals(NOTHING)) {
      throw new IllegalArgumentException("update sets nothing");
    }
    if (update.getPasswordProfile() != null && !cloud.setsPasswords()) {
      throw new IllegalArgumentException(
          "update sets a password, which the cloud " + cloud + " does not support");
    }
    return api.updateCustomerUser(customerId, userId, update);
  }

  private static CustomerUserUpdate passwordReset(String password, boolean forceChange) {
    PasswordProfile profile =
        PasswordProfile.builder().password(password).forceChangePassword(forceChange).build();
    if (password.isBlank()) {
      throw new IllegalArgumentException("the new password must not be blank");
    }
    return CustomerUserUpdate.builder().passwordProfile(profile).build();
  }

  private static CustomerUserUpdate restoration() {
    return CustomerUserUpdate.builder().state(UserState.ACTIVE).build();
  }
}
