package io.partnercenter.users.contract;

import static io.partnercenter.users.contract.ConsumerInteraction.user;
import static io.partnercenter.users.contract.ConsumerInteraction.users;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the contract: what a plain call of each sends, and how the client makes it. The
 * errors that every operation can have ({@link Refusal}) are tested with this call.
 */
enum ConsumerOperation {
  LIST(
      "a list",
      "GET",
      Paths.USERS + "?size=500",
      null,
      partner -> users(partner).list().pages().iterator().next()),
  READ("a read", "GET", Paths.USER, null, partner -> user(partner).get()),
  CHANGE(
      "a change",
      "PATCH",
      Paths.USER,
      "{\"usageLocation\":\"SE\",\"attributes\":{\"objectType\":\"CustomerUser\"}}",
      partner -> user(partner).patch(CustomerUserUpdate.builder().usageLocation("SE").build()));

  /** The name in the descriptions of interactions. */
  final String title;

  final String method;

  /** The path, with placeholders for the values of the provider's state. */
  final String path;

  /** The encoded query; null if there is none. */
  final @Nullable String query;

  final @Nullable String body;
  final Consumer<PartnerCenter> call;

  ConsumerOperation(
      String title,
      String method,
      String target,
      @Nullable String body,
      Consumer<PartnerCenter> call) {
    this.title = title;
    this.method = method;
    this.path = target.replaceAll("\\?.*", "");
    this.query = target.contains("?") ? target.replaceAll(".*\\?", "") : null;
    this.body = body;
    this.call = call;
  }

  /** Returns whether the operation is on one user, who may not exist. */
  boolean isOfAUser() {
    return path.contains("${userId}");
  }

  private static final class Paths {
    static final String USERS = "/v1/customers/${customerId}/users";
    static final String USER = USERS + "/${userId}";
  }
}
