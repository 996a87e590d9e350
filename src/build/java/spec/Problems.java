package spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects what is wrong with a spec, so that a maintainer hears of everything at once. */
final class Problems {
  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file as it is shown
   */
  Problems(String file) {
    this.file = file;
  }

  private record Problem(int line, String text) {}

  /**
   * @param line from 1
   * @param place in words, such as {@code schema Pet, property name}
   * @param text what is wrong, and what to do
   */
  void add(int line, String place, String text) {
    problems.add(new Problem(line, place + ": " + text));
  }

  /** One line each, in the order of the file. What is shared by several operations shows once. */
  Collection<String> lines() {
    Collection<String> lines = new LinkedHashSet<>();
    problems.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .forEach(problem -> lines.add(file + ":" + problem.line + ": " + problem.text));
    return lines;
  }
}
