package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of parts of the project, for a test that runs Maven as a maintainer does. */
public final class MavenProject {
  private final Path folder;

  public MavenProject(Path folder) {
    this.folder = folder;
  }

  /** Copies a file or folder of the project. An earlier copy is replaced. */
  public void copy(String source) {
    try (Stream<Path> files = Files.walk(Path.of(source))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = folder.resolve(file.toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the Maven of this build to its end, with the same Java and local repository. */
  public Build run(String... arguments) throws IOException, InterruptedException {
    return run(environment -> {}, arguments);
  }

  /** Runs Maven like {@link #run(String...)}, with a changed environment. */
  public Build run(Consumer<Map<String, String>> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(environment, command(arguments));
  }

  /** Runs Maven like {@link #run(String...)}, with other permissions of new files. */
  public Build runUnderUmask(String umask, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"));
    command.addAll(command(arguments));
    return run(environment -> {}, command);
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("maven.home") + "/bin/mvn");
    command.add("--batch-mode");
    command.add("-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    command.addAll(List.of(arguments));
    return command;
  }

  private Build run(Consumer<Map<String, String>> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder maven =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    environment.accept(maven.environment());
    Process process = maven.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Build(process.waitFor(), output);
  }

  /** The exit code and the complete output of a run of Maven. */
  public record Build(int exitCode, String output) {
    public void succeeded() {
      assertThat(exitCode).as(output).isZero();
    }

    public void failed() {
      assertThat(exitCode).as(output).isNotZero();
    }
  }
}
