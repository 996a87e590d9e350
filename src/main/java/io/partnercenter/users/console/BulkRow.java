package io.partnercenter.users.console;

import io.partnercenter.users.model.CustomerUserUpdate;
import java.util.UUID;

/** A row of a CSV file with changes: the user, and what to change. */
final class BulkRow {
  private final int number;
  private final UUID customerId;
  private final UserReference user;
  private final boolean restores;
  private final CustomerUserUpdate update;

  BulkRow(
      int number,
      UUID customerId,
      UserReference user,
      boolean restores,
      CustomerUserUpdate update) {
    this.number = number;
    this.customerId = customerId;
    this.user = user;
    this.restores = restores;
    this.update = update;
  }

  /** Returns the number that a spreadsheet shows: the header is row 1. */
  int number() {
    return number;
  }

  UUID customerId() {
    return customerId;
  }

  UserReference user() {
    return user;
  }

  /** Returns whether the row restores the user, who may then be deleted. */
  boolean restores() {
    return restores;
  }

  CustomerUserUpdate update() {
    return update;
  }
}
