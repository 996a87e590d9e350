package io.partnercenter.users.console;

import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelt one probably means. */
final class Spelling {
  private static final int MAX_MISTAKES = 3;

  private Spelling() {}

  /** Returns the name that is closest, or contains the misspelt one; null if there is none. */
  static @Nullable String closest(String misspelt, Stream<String> names) {
    String bare = misspelt.replaceFirst("^-+", "");
    return names
        .filter(name -> bare.length() > 2 && mistakes(misspelt, name, bare) <= MAX_MISTAKES)
        .min(
            Comparator.comparingInt((String name) -> mistakes(misspelt, name, bare))
                .thenComparing(Comparator.naturalOrder()))
        .orElse(null);
  }

  private static int mistakes(String misspelt, String name, String bare) {
    int distance = distance(misspelt, name);
    return name.contains(bare) ? Math.min(distance, MAX_MISTAKES) : distance;
  }

  /** Returns how many letters must be inserted, deleted or changed (Levenshtein distance). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
