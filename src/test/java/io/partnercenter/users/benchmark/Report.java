package io.partnercenter.users.benchmark;

import com.squareup.moshi.Moshi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of a run, as Markdown and JSON. */
final class Report {
  private final List<Table> tables;
  private final List<Target> targets;
  private final List<Chart> charts;

  Report(List<Table> tables, List<Target> targets, List<Chart> charts) {
    this.tables = tables;
    this.targets = targets;
    this.charts = charts;
  }

  List<Table> tables() {
    return tables;
  }

  List<Target> targets() {
    return targets;
  }

  List<Chart> charts() {
    return charts;
  }

  /** Returns a description of the machine. */
  String machine() {
    return "%s %s, %d processors, %s %s"
        .formatted(
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /** Every value of every round, by table, row and subject. */
  String json() {
    List<Object> measured = new ArrayList<>();
    for (Table table : tables) {
      Map<String, Object> rows = new LinkedHashMap<>();
      for (String row : table.rows()) {
        Map<String, Object> values = new LinkedHashMap<>();
        table.subjects().forEach(subject -> values.put(subject, table.rounds(row, subject)));
        rows.put(row, values);
      }
      measured.add(Map.of("title", table.title(), "unit", table.unit(), "rounds", rows));
    }
    List<Object> targetValues =
        targets.stream()
            .<Object>map(
                target ->
                    Map.of(
                        "what", target.what(),
                        "value", target.value(),
                        "range", target.range(),
                        "target", target.limit(),
                        "verdict", target.verdict()))
            .toList();
    return new Moshi.Builder()
        .build()
        .adapter(Object.class)
        .indent("  ")
        .toJson(Map.of("machine", machine(), "tables", measured, "targets", targetValues));
  }

  /** The medians, as tables for README.md. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| what | ratio or size | range of rounds | target | verdict |\n|---|--:|---|---|---|\n");
    for (Target target : targets) {
      line(
          text,
          List.of(target.what(), target.shown(), target.range(), target.limit(), target.verdict()));
    }
    for (Table table : tables) {
      List<String> head = new ArrayList<>(List.of(table.title() + ", " + table.unit()));
      head.addAll(table.subjects());
      text.append('\n');
      line(text, head);
      text.append("|---").append("|--:".repeat(table.subjects().size())).append("|\n");
      for (String row : table.rows()) {
        List<String> cells = new ArrayList<>(List.of(row));
        table.subjects().forEach(subject -> cells.add(number(table.median(row, subject))));
        line(text, cells);
      }
    }
    return text.toString();
  }

  /** Formats a value: one decimal below 100, none from 100 on, nothing for NaN. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return String.format(Locale.ENGLISH, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /**
   * A chart on the page.
   *
   * @param title the heading
   * @param svg the SVG element, which is put into the page unchanged
   */
  record Chart(String title, String svg) {}
}
