package io.partnercenter.users.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check that can refuse a request before it is carried out. */
interface RequestCheck {
  /** Returns the response that refuses the request; null if the request passes the check. */
  @Nullable Response refusal(Request request);

  /** Returns the refusal of the first check that refuses the request; null if all checks pass. */
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
