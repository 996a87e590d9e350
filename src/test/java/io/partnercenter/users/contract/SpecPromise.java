package io.partnercenter.users.contract;

import io.partnercenter.users.spec.SpecTree.Operation;
import java.util.List;

/**
 * Something that the spec promises of an operation, and the interactions that pin it.
 *
 * @param operation the operation
 * @param kind what is promised
 * @param name its name in the spec, such as {@code CustomerUser.displayName}
 * @param interactions the descriptions of the interactions that pin it
 */
record SpecPromise(Operation operation, Kind kind, String name, List<String> interactions) {
  enum Kind {
    OPERATION("operation", false),
    PARAMETER("parameter", false),
    PARAMETER_VALUE("parameter value", false),
    STATUS("status", false),
    REQUEST_PROPERTY("request property", true),
    REQUEST_VALUE("request value", true),
    RESPONSE_HEADER("response header", true),
    RESPONSE_PROPERTY("response property", true),
    RESPONSE_VALUE("response value", true);

    private final String words;
    private final boolean shared;

    Kind(String words, boolean shared) {
      this.words = words;
      this.shared = shared;
    }
  }

  /**
   * Returns the promise in one line, as {@code not-pinned.yaml} has it. What operations share is
   * one promise: it is pinned if an interaction of one of them pins it.
   */
  String id() {
    return (kind.shared ? "" : operation.id() + " ") + kind.words + " " + name;
  }

  boolean isPinned() {
    return !interactions.isEmpty();
  }
}
