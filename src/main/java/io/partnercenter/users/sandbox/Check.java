package io.partnercenter.users.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason not to carry a request out. */
interface Check {
  /** The answer that refuses the request, or null if it passes. */
  @Nullable Answer refusal(Request request);

  /** The refusal of the first check that has one. */
  static @Nullable Answer first(List<Check> checks, Request request) {
    for (Check check : checks) {
      Answer refusal = check.refusal(request);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
