package spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The problems of specs, collected so that a maintainer sees all of them at once. */
final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  private record Problem(Location location, String text) {}

  /**
   * @param place the place in words, such as {@code schema Pet, property name}
   * @param text the problem, and what to do about it
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

  /**
   * Returns the problems, one line each, in the order of the files. A problem of a part that
   * several operations share is listed once.
   */
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
