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
 * A committed file that the build derives from spec and code. It changes only on purpose.
 *
 * <p>The build writes the file to {@code target/accepted}, and fails if it differs from the
 * committed one. With the profile {@code accept} the build replaces the committed file instead,
 * unless a test fails.
 */
public final class Accepted {
  /** Contains the files that {@code -Paccept} copies into the project, under the same paths. */
  private static final Path FOLDER = Path.of("target/accepted");

  private static final boolean ACCEPTING = Boolean.getBoolean("accept");

  private Accepted() {}

  /** Writes the text, and fails if the committed text differs; not with {@code -Paccept}. */
  public static void assertAccepted(Path committed, String text) throws IOException {
    Path written = FOLDER.resolve(committed);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text);
    assertAccepted(committed);
  }

  /** Fails if the written text differs from the committed one; not with {@code -Paccept}. */
  public static void assertAccepted(Path committed) throws IOException {
    String before = Files.exists(committed) ? Files.readString(committed) : "";
    String now = Files.readString(FOLDER.resolve(committed));
    if (!ACCEPTING && !before.lines().toList().equals(now.lines().toList())) {
      throw new AssertionError(
          String.format(
              "%s differs from what the build found (- committed, + found):%n%s%n%s",
              committed,
              String.join(System.lineSeparator(), differences(before, now)),
              "To accept the change, run mvn verify -Paccept"));
    }
  }

  /**
   * Returns the removed and the added lines. An indented line follows the heading of its paragraph.
   */
  public static List<String> differences(String before, String now) {
    Map<String, List<String>> old = paragraphs(before);
    Map<String, List<String>> current = paragraphs(now);
    TreeSet<String> headings = new TreeSet<>(old.keySet());
    headings.addAll(current.keySet());
    List<String> differences = new ArrayList<>();
    for (String heading : headings) {
      List<String> removed = new ArrayList<>(old.getOrDefault(heading, List.of()));
      List<String> added = new ArrayList<>(current.getOrDefault(heading, List.of()));
      removed.removeAll(current.getOrDefault(heading, List.of()));
      added.removeAll(old.getOrDefault(heading, List.of()));
      if (!removed.isEmpty() || !added.isEmpty()) {
        differences.add(heading);
        removed.forEach(line -> differences.add("- " + line));
        added.forEach(line -> differences.add("+ " + line));
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
