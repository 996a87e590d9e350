package io.partnercenter.users.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One measure, in rows, of several subjects: each round of measuring gives one value. */
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

  /** All values, in the order of the rounds; none if the subject wasn't measured. */
  List<Double> rounds(String row, String subject) {
    return rows.get(row).getOrDefault(subject, List.of());
  }

  /** Not a number if the subject wasn't measured. */
  double median(String row, String subject) {
    List<Double> rounds = rounds(row, subject);
    return rounds.isEmpty() ? Double.NaN : median(rounds);
  }

  /** How a subject does beside another, round by round, so that what slows both doesn't count. */
  Ratio ratio(String row, String subject, String floor) {
    List<Double> of = rounds(row, subject);
    List<Double> by = rounds(row, floor);
    List<Double> ratios =
        IntStream.range(0, of.size()).mapToObj(i -> of.get(i) / by.get(i)).sorted().toList();
    return new Ratio(median(ratios), ratios.get(0), ratios.get(ratios.size() - 1));
  }

  /** The ratio of the medians, for values that don't come in pairs. */
  double ratioOfMedians(String row, String subject, String floor) {
    return median(row, subject) / median(row, floor);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** With the least and the most that a round gave. */
  record Ratio(double median, double least, double most) {}
}
