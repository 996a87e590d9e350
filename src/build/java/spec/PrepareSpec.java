package spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares a spec for the generator: {@code PrepareSpec TARGET SPEC [ADDITION...] [-- …]}.
 *
 * <p>The generator and the templates see a small part of OpenAPI, in which everything is expressed
 * in only one way and each name is a Java name. A spec that can't be expressed like this has
 * problems: all of them are printed, one line each, and the exit code is 1. Otherwise the generator
 * would turn it into something else without a warning.
 */
public final class PrepareSpec {
  private PrepareSpec() {}

  /** Prepares each group of files: a target and its sources. */
  public static void main(String[] arguments) throws IOException {
    Problems problems = new Problems();
    List<String> group = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--")) {
        prepare(group, problems);
        group.clear();
      } else {
        group.add(argument);
      }
    }
    prepare(group, problems);
    problems.lines().forEach(System.out::println);
    if (!problems.isEmpty()) {
      System.exit(1);
    }
  }

  private static void prepare(List<String> files, Problems problems) throws IOException {
    SpecObject document = new SpecObject(new Location(files.get(1), 1));
    Problems own = new Problems();
    for (String file : files.subList(1, files.size())) {
      add(SpecFile.read(file, own), document);
    }
    if (own.isEmpty()) {
      SpecObject prepared = new PreparedDocument(document, own).prepare();
      if (own.isEmpty()) {
        SpecFile.write(prepared, Path.of(files.get(0)));
      }
    }
    problems.addAll(own);
  }

  /** Adds the paths and components of another file. */
  private static void add(SpecObject source, SpecObject target) {
    for (String key : source.keySet()) {
      if (source.get(key) instanceof SpecObject object
          && target.get(key) instanceof SpecObject known) {
        add(object, known);
      } else {
        target.put(key, source.get(key), source.location(key));
      }
    }
  }
}
