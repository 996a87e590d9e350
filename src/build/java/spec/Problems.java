package spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects what is wrong with specs, so that a maintainer hears of everything at once. */
final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  private record Problem(Location location, String text) {}

  /**
   * @param place in words, such as {@code schema Pet, property name}
   * @param text what is wrong, and what to do
   */
  void add(Location location, String place, String text) {
    problems.add(new Problem(location, place + ": " + text));
  }

  void addAll(Problems others) {
    problems.addAll(others.problems);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** One line each, in the order of the files. What several operations share shows once. */
  Collection<String> lines() {
    Collection<String> lines = new LinkedHashSet<>();
    problems.stream()
        .sorted(
            Comparator.comparing((Problem problem) -> problem.location.file())
                .thenComparing(problem -> problem.location.line()))
        .forEach(problem -> lines.add(problem.location + ": " + problem.text));
    return lines;
  }
}
