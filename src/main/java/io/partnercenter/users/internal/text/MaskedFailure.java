package io.partnercenter.users.internal.text;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes exceptions of other libraries safe to be used as a cause. */
public final class MaskedFailure {
  private MaskedFailure() {}

  /**
   * Returns the failure itself if neither it nor its causes and suppressed exceptions contain a
   * secret or a control character such as a line break. Otherwise returns a masked copy without
   * cause and suppressed exceptions.
   *
   * @param mask takes the secrets out of a text
   */
  public static Throwable masked(Throwable failure, UnaryOperator<String> mask) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    if (isHarmless(trace.toString(), mask) && eachHasOneLine(failure)) {
      return failure;
    }
    Throwable masked = new Exception(SafeText.escape(mask.apply(failure.toString())));
    masked.setStackTrace(failure.getStackTrace());
    return masked;
  }

  private static boolean isHarmless(String trace, UnaryOperator<String> mask) {
    String lines = trace.replace(System.lineSeparator(), "").replace("\t", "");
    return mask.apply(trace).equals(trace) && hasNoControls(lines);
  }

  /**
   * Checks each message by itself: in a stack trace, its line breaks and tabs can't be
   * distinguished from those of the trace.
   */
  private static boolean eachHasOneLine(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>();
    left.add(failure);
    while (!left.isEmpty()) {
      Throwable next = left.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (!hasNoControls(next.toString())) {
        return false;
      }
      if (next.getCause() != null) {
        left.add(next.getCause());
      }
      Collections.addAll(left, next.getSuppressed());
    }
    return true;
  }

  private static boolean hasNoControls(String text) {
    return SafeText.escape(text).equals(text);
  }
}
