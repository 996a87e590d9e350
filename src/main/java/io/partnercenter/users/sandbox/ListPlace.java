package io.partnercenter.users.sandbox;

/** Where a user stands in a list. Immutable. */
final class ListPlace {
  private final String key;
  private final int index;

  /**
   * @param key by what it is sorted; empty where the list isn't
   * @param index in the order in which the users were added
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
