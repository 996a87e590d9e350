package io.partnercenter.users.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason not to carry a request out. */
interface RequestCheck {
  /** The response that refuses the request, or null if it passes. */
  @Nullable Response refusal(Request request);

  /** The refusal of the first check that has one. */
  static @Nullable Response first(List<RequestCheck> checks, Request request) {
    for (RequestCheck check : checks) {
      Response refusal = check.refusal(request);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
