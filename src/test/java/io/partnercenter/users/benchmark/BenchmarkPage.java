package io.partnercenter.users.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The HTML page with the results of a run. */
final class BenchmarkPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #d0d7de; --quiet: #59636e; --missed: #9a6700; --met: #1a7f37;
        --c0: #0969da; --c1: #8c959f; --c2: #bf8700; --c3: #8250df; --c4: #cf222e; }
      @media (prefers-color-scheme: dark) {
        :root { --line: #3d444d; --quiet: #9198a1; --missed: #d29922; --met: #3fb950;
          --c0: #4493f8; --c1: #7d8590; --c2: #d29922; --c3: #ab7df8; --c4: #f85149; }
      }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
      h3 { font-size: 1rem; margin: 1rem 0 .25rem; color: var(--quiet); font-weight: 600; }
      .quiet { color: var(--quiet); } .met { color: var(--met); } .missed { color: var(--missed); }
      ul { list-style: none; margin: 0; padding: 0; }
      ul.targets { border-top: 1px solid var(--line); }
      ul.targets > li { border-bottom: 1px solid var(--line); padding: .35rem 0; display: grid;
        grid-template-columns: minmax(0, 5fr) 4rem minmax(0, 3fr) 4rem 4rem; gap: 0 1rem; }
      ul.targets .value { text-align: right; font-variant-numeric: tabular-nums; font-weight: 600; }
      ul.bars > li { display: grid; grid-template-columns: 9rem minmax(0, 1fr) 6rem; gap: 0 .75rem; align-items: center; }
      .track { height: .8rem; } .bar { display: block; height: 100%; min-width: 1px; border-radius: 2px; }
      ul.bars .value { text-align: right; font-variant-numeric: tabular-nums; }
      svg.timeline { display: block; width: 100%; height: auto; }
      svg.timeline text { font-size: 11px; fill: var(--quiet); } svg.timeline .axis { stroke: var(--line); }
      svg.timeline .admitted { fill: var(--c0); } svg.timeline .refused { fill: var(--c4); }
      @media (max-width: 40rem) {
        ul.targets > li { grid-template-columns: minmax(0, 1fr) 4rem 4rem; }
        ul.targets .what { grid-column: 1 / -1; } ul.targets .value { text-align: left; grid-column: 1; grid-row: 2; }
        ul.targets .range { grid-column: 1; grid-row: 3; font-size: .875rem; }
        ul.bars > li { grid-template-columns: 7.5rem minmax(0, 1fr) 4.5rem; font-size: .875rem; }
      }
      """;

  private BenchmarkPage() {}

  /** Returns the page, a single file that needs no network. */
  static String html(Report report) {
    StringBuilder page =
        new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .append("<title>How fast the client is</title>\n<style>\n")
            .append(STYLE)
            .append(
                "</style>\n</head>\n<body>\n<h1>How fast the client is</h1>\n<p class=\"quiet\">")
            .append(escape(report.machine()))
            .append(". Medians of the rounds. Less is better, except for calls a second.</p>\n");
    targets(page, report.targets());
    report.tables().forEach(table -> table(page, table));
    report.charts().forEach(chart -> chart(page, chart));
    return page.append("</body>\n</html>\n").toString();
  }

  private static void targets(StringBuilder page, List<Target> targets) {
    page.append("<h2>Targets</h2>\n<ul class=\"targets\">\n");
    for (Target target : targets) {
      page.append("<li>");
      span(page, "what", target.what());
      span(page, "value", target.shown());
      span(page, "range quiet", target.range());
      span(page, "limit quiet", target.limit());
      span(page, target.verdict(), target.verdict());
      page.append("</li>\n");
    }
    page.append("</ul>\n");
  }

  private static void table(StringBuilder page, Table table) {
    page.append("<h2>")
        .append(escape(table.title()))
        .append(" <span class=\"quiet\">")
        .append(escape(table.unit()))
        .append("</span></h2>\n");
    List<String> subjects = new ArrayList<>(table.subjects());
    double most =
        table.rows().stream()
            .flatMapToDouble(
                row -> subjects.stream().mapToDouble(subject -> table.median(row, subject)))
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    for (String row : table.rows()) {
      page.append("<h3>").append(escape(row)).append("</h3>\n<ul class=\"bars\">\n");
      for (String subject : subjects) {
        double value = table.median(row, subject);
        if (!Double.isNaN(value)) {
          bar(page, subject, subjects.indexOf(subject), value, most);
        }
      }
      page.append("</ul>\n");
    }
  }

  private static void chart(StringBuilder page, Report.Chart chart) {
    page.append("<h2>")
        .append(escape(chart.title()))
        .append("</h2>\n")
        .append(chart.svg())
        .append('\n');
  }

  private static void bar(
      StringBuilder page, String subject, int color, double value, double most) {
    double percent = most > 0 ? Math.max(0, 100 * value / most) : 0;
    page.append("<li>");
    span(page, "what", subject);
    page.append(
        String.format(
            Locale.ROOT,
            "<span class=\"track\"><span class=\"bar\" style=\"width:%.1f%%;background:var(--c%d)\"></span></span>",
            percent,
            color));
    span(page, "value", Report.number(value));
    page.append("</li>\n");
  }

  private static void span(StringBuilder page, String kind, String text) {
    page.append("<span class=\"").append(kind).append("\">").append(escape(text)).append("</span>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
