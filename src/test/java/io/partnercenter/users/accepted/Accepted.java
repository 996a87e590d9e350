package io.partnercenter.users.accepted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file in the tree that the build derives from spec and code, and that changes only on purpose.
 *
 * <p>The build writes it anew to {@code target/accepted} and fails if it is not the committed one.
 * The profile {@code accept} copies it into the tree instead, once no test has failed.
 */
public final class Accepted {
  /** Holds what {@code -Paccept} copies into the tree, at the same places. */
  private static final Path FOLDER = Path.of("target/accepted");

  private static final boolean ACCEPTING = Boolean.getBoolean("accept");

  private Accepted() {}

  /** Fails if the committed text is another; by {@code -Paccept} it only writes down the text. */
  public static void assertAccepted(Path committed, String text) throws IOException {
    Path written = FOLDER.resolve(committed);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text);
    assertAccepted(committed);
  }

  /** The same for a text that was written already. */
  public static void assertAccepted(Path committed) throws IOException {
    String before = Files.exists(committed) ? Files.readString(committed) : "";
    String now = Files.readString(FOLDER.resolve(committed));
    if (!ACCEPTING && !before.lines().toList().equals(now.lines().toList())) {
      throw new AssertionError(
          String.format(
              "%s is no longer what the build finds (- committed, + found):%n%s%n%s",
              committed,
              String.join(System.lineSeparator(), differences(before, now)),
              "If the change is wanted: mvn verify -Paccept"));
    }
  }

  /**
   * The lines that are gone, and those that are new. Those that are indented follow the heading
   * that they stand under.
   */
  public static List<String> differences(String before, String now) {
    Map<String, List<String>> old = paragraphs(before);
    Map<String, List<String>> current = paragraphs(now);
    TreeSet<String> headings = new TreeSet<>(old.keySet());
    headings.addAll(current.keySet());
    List<String> differences = new ArrayList<>();
    for (String heading : headings) {
      List<String> gone = new ArrayList<>(old.getOrDefault(heading, List.of()));
      List<String> more = new ArrayList<>(current.getOrDefault(heading, List.of()));
      gone.removeAll(current.getOrDefault(heading, List.of()));
      more.removeAll(old.getOrDefault(heading, List.of()));
      if (!gone.isEmpty() || !more.isEmpty()) {
        differences.add(heading);
        gone.forEach(line -> differences.add("- " + line));
        more.forEach(line -> differences.add("+ " + line));
      } else if (!old.containsKey(heading)) {
        differences.add("+ " + heading);
      } else if (!current.containsKey(heading)) {
        differences.add("- " + heading);
      }
    }
    return differences;
  }

  private static Map<String, List<String>> paragraphs(String text) {
    Map<String, List<String>> paragraphs = new TreeMap<>();
    List<String> paragraph = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(" ")) {
        paragraph.add(line.strip());
      } else if (!line.isBlank()) {
        paragraph = paragraphs.computeIfAbsent(line, heading -> new ArrayList<>());
      }
    }
    return paragraphs;
  }
}
