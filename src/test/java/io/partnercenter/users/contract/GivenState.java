package io.partnercenter.users.contract;

/**
 * The states of the provider before the request of an interaction. The contract has these texts;
 * {@code docs/contracts.md} lists the names.
 */
enum GivenState {
  USER("a user", "The customer has the user, active, with the properties among the parameters."),
  USER_WITH_ETAG(
      "a user with an ETag",
      "The customer has the user, active. Returns etag: the ETag of the user, in double quotes,"
          + " as in If-Match."),
  CHANGEABLE_USER(
      "a user whose names may change",
      "The customer has the user, active, in a domain that takes the names of the request."),
  DELETED_USER(
      "a deleted user",
      "The user was deleted less than 30 days ago. The customer has no other user."),
  TWO_USERS(
      "two users",
      "The customer has two users, in this order: userId with the name displayName, otherUserId"
          + " with the name otherDisplayName. Returns otherUserId, and continuationToken: the"
          + " token of the second page, with one user on each page."),
  EXPIRED_CONTINUATION_TOKEN(
      "an expired continuation token",
      "The customer has two users. Returns continuationToken: a token that the provider no"
          + " longer accepts."),
  CHANGED_USER(
      "a user that has changed",
      "The customer has the user, whose ETag isn't \"stale\". The provider refuses a stale ETag"
          + " with status."),
  TAKEN_NAME(
      "a user and another with the name",
      "The customer has the user, and another one with the name userPrincipalName."),
  NO_USER("no such user", "The customer exists and doesn't have the user."),
  NO_CUSTOMER("no such customer", "There is no such customer."),
  EXPIRED_TOKEN("an expired token", "The provider no longer accepts the access token."),
  TOKEN_WITHOUT_MFA(
      "a token without MFA",
      "The access token was obtained without multi-factor authentication, which the provider"
          + " enforces."),
  NO_RELATIONSHIP(
      "no relationship with the customer",
      "The caller is a partner without a relationship with the customer."),
  WITHDRAWN_ROLE("a withdrawn role", "The caller has lost the role that the operation needs."),
  THROTTLE(
      "a throttle",
      "The provider throttles the caller, with a response in the shape of the service (SERVICE)"
          + " or of the gateway in front of it (GATEWAY)."),
  OUTAGE("an outage", "The provider responds to every request with status.");

  /** The name in the contract, which the provider's handlers have too. */
  final String title;

  /** What the provider has in this state, and which values it returns. */
  final String meaning;

  GivenState(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }
}
