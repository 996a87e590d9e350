package spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares a spec for the generator: {@code PrepareSpec TARGET SPEC [ADDITION...] [-- …]}.
 *
 * <p>The generator and the templates see a small part of OpenAPI, in which each thing is said in
 * one way and each name is a Java name. What can't be expressed so is a problem: all of them are
 * printed, a line each, and the exit code is 1. Left alone, the generator would turn it into
 * something else without a word.
 */
public final class PrepareSpec {
  private PrepareSpec() {}

  /** Prepares each group of files, a target and its sources. */
  public static void main(String[] arguments) throws IOException {
    boolean failed = false;
    List<String> group = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--")) {
        failed |= !prepare(group);
        group.clear();
      } else {
        group.add(argument);
      }
    }
    failed |= !prepare(group);
    if (failed) {
      System.exit(1);
    }
  }

  private static boolean prepare(List<String> files) throws IOException {
    Problems problems = new Problems(files.get(files.size() - 1));
    SpecObject document = new SpecObject(1);
    for (String file : files.subList(1, files.size())) {
      Problems own = new Problems(file);
      add(SpecFile.read(Path.of(file), own), document);
      own.lines().forEach(System.out::println);
      if (!own.lines().isEmpty()) {
        return false;
      }
    }
    SpecObject prepared = new PreparedDocument(document, problems).prepare();
    problems.lines().forEach(System.out::println);
    if (!problems.lines().isEmpty()) {
      return false;
    }
    SpecFile.write(prepared, Path.of(files.get(0)));
    return true;
  }

  /** Adds the paths and components of a further file. */
  private static void add(SpecObject source, SpecObject target) {
    for (String key : source.keySet()) {
      if (source.get(key) instanceof SpecObject object
          && target.get(key) instanceof SpecObject known) {
        add(object, known);
      } else {
        target.put(key, source.get(key), source.line(key));
      }
    }
  }
}
