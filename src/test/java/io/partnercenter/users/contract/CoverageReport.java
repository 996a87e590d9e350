package io.partnercenter.users.contract;

import io.partnercenter.users.contract.SpecPromise.Kind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page that shows what the spec promises and which interactions pin it. */
final class CoverageReport {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #d0d7de; --quiet: #59636e; --open: #9a6700; --ok: #1a7f37; }
      @media (prefers-color-scheme: dark) {
        :root { --line: #3d444d; --quiet: #9198a1; --open: #d29922; --ok: #3fb950; }
      }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0; overflow-wrap: anywhere; }
      h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; color: var(--quiet); font-weight: 600; }
      code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
      ul.promises { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
      ul.promises > li { border-bottom: 1px solid var(--line); padding: .35rem 0; display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .25rem 1rem; }
      @media (max-width: 40rem) { ul.promises > li { grid-template-columns: minmax(0, 1fr); } }
      ul ul { margin: .25rem 0; padding-left: 1.2rem; }
      summary { cursor: pointer; color: var(--ok); } .open { color: var(--open); } .quiet { color: var(--quiet); }
      """;

  private final Map<String, String> excused;

  /** The interactions of all operations, by the id of the promise. */
  private final Map<String, Set<String>> interactions = new TreeMap<>();

  private CoverageReport(List<SpecPromise> promises, Map<String, String> excused) {
    this.excused = excused;
    promises.forEach(
        promise ->
            interactions
                .computeIfAbsent(promise.id(), id -> new TreeSet<>())
                .addAll(promise.interactions()));
  }

  /**
   * Returns the page, which loads nothing from the network.
   *
   * @param excused the reasons of the promises that need no interaction, by the promise's id
   */
  static String html(List<SpecPromise> promises, Map<String, String> excused) {
    CoverageReport report = new CoverageReport(promises, excused);
    StringBuilder page =
        new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .append("<title>What the contract pins</title>\n<style>\n")
            .append(STYLE)
            .append("</style>\n</head>\n<body>\n<h1>What the contract pins</h1>\n")
            .append("<p>")
            .append(report.numbers())
            .append("</p>\n");
    promises.stream()
        .collect(
            Collectors.groupingBy(SpecPromise::operation, LinkedHashMap::new, Collectors.toList()))
        .forEach((operation, all) -> report.operation(page, operation.toString(), all));
    return page.append("</body>\n</html>\n").toString();
  }

  private String numbers() {
    long pinned = interactions.values().stream().filter(by -> !by.isEmpty()).count();
    long count = interactions.values().stream().flatMap(Set::stream).distinct().count();
    return interactions.size()
        + " promises of the spec: "
        + pinned
        + " pinned by "
        + count
        + " interactions, "
        + excused.size()
        + " left out for a reason, "
        + (interactions.size() - pinned - excused.size())
        + " open.";
  }

  private void operation(StringBuilder page, String operation, List<SpecPromise> promises) {
    page.append("<h2><code>").append(escape(operation)).append("</code></h2>\n");
    Map<Kind, List<SpecPromise>> kinds =
        promises.stream()
            .collect(
                Collectors.groupingBy(
                    SpecPromise::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
    kinds.forEach(
        (kind, all) -> {
          page.append("<h3>").append(heading(kind)).append("</h3>\n<ul class=\"promises\">\n");
          all.forEach(promise -> promise(page, promise));
          page.append("</ul>\n");
        });
  }

  private void promise(StringBuilder page, SpecPromise promise) {
    page.append("<li><code>").append(escape(promise.name())).append("</code>");
    if (promise.isPinned()) {
      interactions(page, promise.interactions(), "");
    } else if (!interactions.get(promise.id()).isEmpty()) {
      interactions(page, interactions.get(promise.id()), " of another operation");
    } else if (excused.containsKey(promise.id())) {
      page.append("<span class=\"quiet\">left out: ")
          .append(escape(excused.get(promise.id())))
          .append("</span>");
    } else {
      page.append("<strong class=\"open\">not pinned</strong>");
    }
    page.append("</li>\n");
  }

  private static void interactions(StringBuilder page, Collection<String> by, String where) {
    page.append("<details><summary>")
        .append(by.size())
        .append(by.size() == 1 ? " interaction" : " interactions")
        .append(where)
        .append("</summary><ul>");
    by.forEach(each -> page.append("<li>").append(escape(each)).append("</li>"));
    page.append("</ul></details>");
  }

  private static String heading(Kind kind) {
    return switch (kind) {
      case OPERATION -> "Operation";
      case PARAMETER -> "Parameters";
      case PARAMETER_VALUE -> "Values of parameters";
      case STATUS -> "Statuses";
      case REQUEST_PROPERTY -> "Properties of requests";
      case REQUEST_VALUE -> "Values in requests";
      case RESPONSE_HEADER -> "Headers of responses";
      case RESPONSE_PROPERTY -> "Properties of responses";
      case RESPONSE_VALUE -> "Values in responses";
    };
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
