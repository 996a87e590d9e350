package io.partnercenter.users.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The client as its consumers get it: its jar and the jars of its dependencies. */
final class Distribution {
  private final Path jar;
  private final String dependencies;

  Distribution(Path jar, String dependencies) {
    this.jar = jar;
    this.dependencies = dependencies;
  }

  /** Returns the class path for a benchmark program in a JVM of its own. */
  String classPath() {
    String benchmarks =
        Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return String.join(File.pathSeparator, jar.toString(), dependencies, benchmarks);
  }

  long jarBytes() throws IOException {
    return Files.size(jar);
  }

  int jars() {
    return all().size();
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path each : all()) {
      bytes += Files.size(each);
    }
    return bytes;
  }

  private List<Path> all() {
    return Stream.concat(
            Stream.of(jar), Stream.of(dependencies.split(File.pathSeparator)).map(Path::of))
        .toList();
  }
}
