package io.partnercenter.users.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The parts of a documentation page that can become outdated: code, names, links, anchors. */
final class Page {
  private static final Parser MARKDOWN =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private final Path file;
  private final List<Passage> blocks = new ArrayList<>();
  private final List<Passage> inlineCode = new ArrayList<>();
  private final List<Passage> links = new ArrayList<>();
  private final List<String> anchors = new ArrayList<>();

  private Page(Path file, String markdown) {
    this.file = file;
    MARKDOWN.parse(markdown).accept(new Collector());
  }

  /** Returns the pages in the root, in docs/, in openapi/ and beside the tests. */
  static List<Page> all() {
    try (Stream<Path> files =
        Stream.of("", "docs", "openapi", "src/test/java")
            .map(Path::of)
            .flatMap(folder -> walk(folder, folder.toString().isEmpty() ? 1 : Integer.MAX_VALUE))) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .collect(Collectors.toList());
    }
  }

  private static Stream<Path> walk(Path folder, int depth) {
    try {
      return Files.walk(folder, depth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the fenced code blocks whose info string is this language. */
  Stream<Passage> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language));
  }

  /** Returns code that isn't compiled: commands, files, names. */
  Stream<Passage> plainCode() {
    return Stream.concat(
        blocks.stream().filter(block -> !block.language().matches("(java|kotlin|kts|xml)\\b.*")),
        inlineCode.stream());
  }

  Stream<Passage> links() {
    return links.stream();
  }

  boolean hasAnchor(String anchor) {
    return anchors.contains(anchor);
  }

  /**
   * A piece of a page.
   *
   * @param line the line of the file on which the text begins, counted from 1
   */
  record Passage(Path file, int line, String language, String text) {
    /** Returns each match of the pattern, with its line. */
    Stream<Passage> parts(Pattern pattern) {
      return pattern
          .matcher(text)
          .results()
          .map(
              found ->
                  new Passage(
                      file,
                      line
                          + (int)
                              text.substring(0, found.start())
                                  .chars()
                                  .filter(c -> c == '\n')
                                  .count(),
                      language,
                      found.group()));
    }

    String place() {
      return file + ":" + line;
    }

    @Override
    public String toString() {
      return place() + " " + text.lines().findFirst().orElse("");
    }
  }

  private final class Collector extends AbstractVisitor {
    @Override
    public void visit(FencedCodeBlock block) {
      blocks.add(new Passage(file, line(block) + 1, block.getInfo(), block.getLiteral()));
    }

    @Override
    public void visit(Code code) {
      inlineCode.add(new Passage(file, line(code), "", code.getLiteral()));
    }

    @Override
    public void visit(Link link) {
      links.add(new Passage(file, line(link), "", link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Heading heading) {
      StringBuilder title = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text text) {
              title.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
              title.append(code.getLiteral());
            }
          });
      anchors.add(anchor(title.toString()));
      visitChildren(heading);
    }

    private int line(Node node) {
      return node.getSourceSpans().get(0).getLineIndex() + 1;
    }
  }

  /** Returns the anchor that GitHub gives a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }
}
