package io.partnercenter.users.contract;

import io.partnercenter.users.spec.SpecTree.Operation;
import java.util.List;

/**
 * Something that the spec says of an operation, and the interactions in which it is seen.
 *
 * @param operation the operation
 * @param kind what it is
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
   * In one line, as the list of exceptions has it. What operations share is one promise of the
   * spec: it is enough that it is pinned in one of them.
   */
  String id() {
    return (kind.shared ? "" : operation.id() + " ") + kind.words + " " + name;
  }

  boolean isPinned() {
    return !interactions.isEmpty();
  }
}
