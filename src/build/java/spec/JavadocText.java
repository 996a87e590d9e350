package spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a description to lines of Javadoc that are readable in the source, and valid whatever
 * the description contains. It supports the Markdown that descriptions use: paragraphs, lists,
 * tables, code and code blocks.
 */
final class JavadocText {
  private static final int WIDTH = 88;
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{feff}]");
  private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
  private static final Pattern CODE_BLOCK =
      Pattern.compile("^```[^`\\n]*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LIST_ITEM = Pattern.compile("(?:[-*]|\\d+\\.) +(.*)");

  private JavadocText() {}

  /**
   * Returns the lines of a whole description, with an empty line between paragraphs. No line ends
   * with a blank.
   */
  static List<String> lines(String description) {
    List<String> lines = new ArrayList<>();
    String text = description.strip().replaceAll("\\R", "\n");
    Matcher code = CODE_BLOCK.matcher(text);
    int end = 0;
    while (code.find()) {
      blocks(text.substring(end, code.start()), lines);
      separate(lines);
      preformatted(code.group(1), lines);
      end = code.end();
    }
    blocks(text.substring(end), lines);
    return lines;
  }

  private static void separate(List<String> lines) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
  }

  private static void preformatted(String text, List<String> lines) {
    lines.add("<pre>");
    text.lines().forEach(line -> lines.add(escape(line.stripTrailing())));
    lines.add("</pre>");
  }

  private static void blocks(String text, List<String> lines) {
    if (text.isBlank()) {
      return;
    }
    for (String block : text.strip().split("\\n[ \\t]*\\n\\s*")) {
      separate(lines);
      if (LIST_ITEM.matcher(block.lines().findFirst().orElse("")).matches()) {
        list(block, lines);
      } else if (block.startsWith("|")) {
        preformatted(block, lines);
      } else {
        wrap((lines.isEmpty() ? "" : "<p>") + inline(block), lines);
      }
    }
  }

  /** Returns the description on one line, for a tag such as {@code @param}. */
  static String oneLine(String description) {
    return inline(description.strip());
  }

  /** Returns the first sentence as plain text, for output in a terminal. */
  static String firstSentence(String description) {
    String text = description.strip().replaceAll("\\s+", " ").replaceAll("`|\\*\\*", "");
    return text.split("(?<=\\.) ", 2)[0];
  }

  private static void list(String block, List<String> lines) {
    List<String> items = new ArrayList<>();
    for (String line : block.split("\\n")) {
      Matcher item = LIST_ITEM.matcher(line);
      if (item.matches()) {
        items.add(item.group(1));
      } else {
        items.add(items.remove(items.size() - 1) + " " + line.strip());
      }
    }
    lines.add("<ul>");
    for (String item : items) {
      List<String> wrapped = new ArrayList<>();
      wrap("<li>" + inline(item), wrapped);
      for (int i = 0; i < wrapped.size(); i++) {
        lines.add((i == 0 ? "  " : "      ") + wrapped.get(i));
      }
    }
    lines.add("</ul>");
  }

  private static void wrap(String text, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<!\\{@code)(?<=\\S) ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }

  /** Returns a paragraph with its code formatted and the rest escaped. */
  private static String inline(String text) {
    String oneLine = text.replaceAll("\\s+", " ");
    StringBuilder result = new StringBuilder();
    Matcher code = CODE.matcher(oneLine);
    int end = 0;
    while (code.find()) {
      result.append(prose(oneLine.substring(end, code.start())));
      result.append(code(code.group(1)));
      end = code.end();
    }
    return result.append(prose(oneLine.substring(end))).toString();
  }

  private static String prose(String text) {
    return STRONG.matcher(escape(text)).replaceAll("<b>$1</b>");
  }

  /** Returns text formatted as code. Invisible characters are shown as in a string literal. */
  static String code(String original) {
    String text =
        UNSEEN
            .matcher(original)
            .replaceAll(each -> String.format("\\\\\\\\u%04x", (int) each.group().charAt(0)));
    boolean literal =
        !text.matches(".*([@]|\\*/|/\\*|\\\\u|\\p{Cntrl}).*") && hasPairedBraces(text);
    return literal ? "{@code " + text + "}" : "<code>" + escape(text) + "</code>";
  }

  private static boolean hasPairedBraces(String text) {
    int open = 0;
    for (char c : text.toCharArray()) {
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }

  /**
   * Escapes only what Javadoc or the compiler would interpret. Quotes and most backslashes stay.
   */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("(?<![\\p{L}\\p{N}])@", "&#64;") // only where it could begin a tag
        .replace("*/", "*&#47;")
        .replace("/*", "&#47;*")
        .replace("\\u", "&#92;u")
        .replaceAll("[\\p{Cntrl}&&[^\\t]]", " ");
  }
}
