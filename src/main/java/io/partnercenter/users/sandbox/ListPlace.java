package io.partnercenter.users.sandbox;

/** The place of a user in a list. Immutable. */
final class ListPlace {
  private final String key;
  private final int index;

  /**
   * @param key the value by which the list is sorted; empty if it isn't sorted
   * @param index the position in the order in which the users were added
   */
  ListPlace(String key, int index) {
    this.key = key;
    this.index = index;
  }

  String key() {
    return key;
  }

  int index() {
    return index;
  }
}
