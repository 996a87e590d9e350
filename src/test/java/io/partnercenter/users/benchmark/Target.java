package io.partnercenter.users.benchmark;

import java.util.Locale;

/**
 * A measured value and its target.
 *
 * @param what what is measured
 * @param value the measured value
 * @param range the lowest and the highest value of a round; empty if there were no rounds
 * @param limit the target as text; empty if there is none
 * @param verdict {@code met}, {@code missed}, or empty if there is no target
 */
record Target(String what, double value, String range, String limit, String verdict) {
  static Target atMost(double limit, String what, Table.Ratio ratio) {
    return of(what, ratio.median(), range(ratio), "≤ " + number(limit), rounded(ratio) <= limit);
  }

  static Target atMost(double limit, String what, double value) {
    return of(what, value, "", "≤ " + number(limit), value <= limit);
  }

  static Target atLeast(double limit, String what, Table.Ratio ratio) {
    return of(what, ratio.median(), range(ratio), "≥ " + number(limit), rounded(ratio) >= limit);
  }

  static Target atLeast(double limit, String what, double value) {
    return of(what, value, "", "≥ " + number(limit), value >= limit);
  }

  static Target none(String what, Table.Ratio ratio) {
    return new Target(what, ratio.median(), range(ratio), "", "");
  }

  String shown() {
    return number(value);
  }

  private static Target of(String what, double value, String range, String limit, boolean met) {
    return new Target(what, value, range, limit, met ? "met" : "missed");
  }

  private static double rounded(Table.Ratio ratio) {
    return Math.round(ratio.median() * 100) / 100.0;
  }

  private static String range(Table.Ratio ratio) {
    return number(ratio.least()) + " to " + number(ratio.most());
  }

  private static String number(double value) {
    boolean whole = value >= 10 && Math.abs(value - Math.round(value)) < 0.05;
    return String.format(Locale.ROOT, whole ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
