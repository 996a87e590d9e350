package io.partnercenter.users.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Values of one measure, by row and subject: one value for each round. */
final class Table {
  private final String title;
  private final String unit;
  private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

  Table(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  Set<String> rows() {
    return rows.keySet();
  }

  Set<String> subjects() {
    Set<String> subjects = new LinkedHashSet<>();
    rows.values().forEach(row -> subjects.addAll(row.keySet()));
    return subjects;
  }

  void add(String row, String subject, double value) {
    rows.computeIfAbsent(row, key -> new LinkedHashMap<>())
        .computeIfAbsent(subject, key -> new ArrayList<>())
        .add(value);
  }

  /** Returns the value of each round, in order; none if the subject wasn't measured. */
  List<Double> rounds(String row, String subject) {
    return rows.get(row).getOrDefault(subject, List.of());
  }

  /** Returns the median of the rounds, or NaN if the subject wasn't measured. */
  double median(String row, String subject) {
    List<Double> rounds = rounds(row, subject);
    return rounds.isEmpty() ? Double.NaN : median(rounds);
  }

  /**
   * Compares a subject with another, round by round, so that a disturbance which slows down both
   * doesn't count.
   */
  Ratio ratio(String row, String subject, String baseline) {
    List<Double> values = rounds(row, subject);
    List<Double> baselines = rounds(row, baseline);
    List<Double> ratios =
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) / baselines.get(i))
            .sorted()
            .toList();
    return new Ratio(median(ratios), ratios.get(0), ratios.get(ratios.size() - 1));
  }

  /** Returns the ratio of the medians, for values that weren't measured in pairs. */
  double ratioOfMedians(String row, String subject, String baseline) {
    return median(row, subject) / median(row, baseline);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The median of the rounds, with the lowest and the highest ratio of a round. */
  record Ratio(double median, double least, double most) {}
}
