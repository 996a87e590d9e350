package io.partnercenter.users.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.classgraph.ClassGraph;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What others can use is listed, and what changes is told by its line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicApiTest {
  private static final String SOURCE =
      """
      @org.jspecify.annotations.NullMarked
      package shop;

      import java.io.IOException;
      import java.util.*;
      import org.jspecify.annotations.*;

      public abstract class Shop<T extends Comparable<T>> extends Base implements Named {
        public static final int LIMIT = 5;
        public static final String GREETING = "hello";
        public static final List<String> COMPUTED = List.of();
        protected @Nullable Object note;
        int hidden;

        protected Shop(String @Nullable [] names, @Nullable String[] codes) {}
        Shop() {}

        public @Nullable List<@Nullable String> search(
            Map<String, ? extends @Nullable Object> by, Map.@Nullable Entry<String, T> from) {
          return null;
        }
        public static <E extends @Nullable Exception> void run(E task) throws IOException {}
        public <E extends Exception> void fail(E failure) throws E, IOException {}
        public void print(String format, @Nullable Object... arguments) throws IOException {}
        public final synchronized int count() { return 0; }
        protected abstract T first();
        @Deprecated(since = "2") public void old() {}
        @Override public Integer number() { return 1; }
        void hidden() {}
        private void secret() {}

        public static final class Builder {
          private Builder() {}
          public Shop.@Nullable Builder next() { return null; }
          protected void unreachable() {}
        }
        protected static class Inner {}
        static class Hidden {
          public static class Unreachable {}
        }
      }

      abstract class Base {
        public Number number() { return 0; }
        public String inherited() { return ""; }
        void hidden() {}
      }

      public interface Named extends Iterable<@Nullable String> {
        static Named of(String name) { return null; }
        default String name() { return ""; }
      }

      interface Unused {
        void run();
      }

      @NullUnmarked
      public enum Color {
        RED,
        GREEN
      }
      """;

  private static final String LIST =
      """
      shop
        @NullMarked package

      shop.Base
        abstract class Base
        public String inherited()
        public Number number()

      shop.Color
        @NullUnmarked public final enum Color extends Enum<Color>
        public static final Color GREEN
        public static final Color RED
        public static Color valueOf(String)
        public static Color[] values()

      shop.Named
        public abstract interface Named extends Iterable<@Nullable String>
        public default String name()
        public static Named of(String)

      shop.Shop
        public abstract class Shop<T extends Comparable<T>> extends Base implements Named
        public static final java.util.List<String> COMPUTED
        public static final String GREETING = "hello"
        public static final int LIMIT = 5
        protected @Nullable Object note
        protected Shop(String @Nullable [], @Nullable String[])
        public final int count()
        public <E extends Exception> void fail(E) throws E, java.io.IOException
        protected abstract T first()
        public Integer number()
        @Deprecated(since="2") public void old()
        public void print(String, @Nullable Object...) throws java.io.IOException
        public static <E extends @Nullable Exception> void run(E) throws java.io.IOException
        public @Nullable java.util.List<@Nullable String> search(java.util.Map<String, ? extends @Nullable Object>, java.util.Map.@Nullable Entry<String, T>)

      shop.Shop.Builder
        public static final class Shop.Builder
        public Shop.@Nullable Builder next()

      shop.Shop.Inner
        protected static class Shop.Inner
        protected Inner()
      """;

  /** An edit of the source, and the lines that tell of it. */
  private record Change(String name, String from, String to, String... lines) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          new Change(
              "an added method",
              "protected abstract T first();",
              "protected abstract T first(); public void more() {}",
              "shop.Shop",
              "+ public void more()"),
          new Change(
              "a removed method",
              "@Override public Integer number() { return 1; }",
              "",
              "shop.Shop",
              "- public Integer number()"),
          new Change(
              "a renamed method",
              "String name()",
              "String title()",
              "shop.Named",
              "- public default String name()",
              "+ public default String title()"),
          new Change(
              "a method that needs an implementation",
              "default String name() { return \"\"; }",
              "String name();",
              "shop.Named",
              "- public default String name()",
              "+ public abstract String name()"),
          new Change(
              "a result that may be null",
              "public Number number()",
              "public @Nullable Number number()",
              "shop.Base",
              "- public Number number()",
              "+ public @Nullable Number number()"),
          new Change(
              "an argument that may not be null any more",
              "@Nullable Object... arguments",
              "Object... arguments",
              "shop.Shop",
              "- public void print(String, @Nullable Object...) throws java.io.IOException",
              "+ public void print(String, Object...) throws java.io.IOException"),
          new Change(
              "a package without a word on null",
              "@org.jspecify.annotations.NullMarked",
              "",
              "shop",
              "- @NullMarked package",
              "+ package"),
          new Change(
              "an exception",
              "String inherited()",
              "String inherited() throws Exception",
              "shop.Base",
              "- public String inherited()",
              "+ public String inherited() throws Exception"),
          new Change(
              "another type argument",
              "Iterable<@Nullable String>",
              "Iterable<Object>",
              "shop.Named",
              "- public abstract interface Named extends Iterable<@Nullable String>",
              "+ public abstract interface Named extends Iterable<Object>"),
          new Change(
              "a type that can't be extended any more",
              "protected static class Inner",
              "protected static final class Inner",
              "shop.Shop.Inner",
              "- protected static class Shop.Inner",
              "- protected Inner()",
              "+ protected static final class Shop.Inner"),
          new Change(
              "another value of a constant",
              "LIMIT = 5",
              "LIMIT = 6",
              "shop.Shop",
              "- public static final int LIMIT = 5",
              "+ public static final int LIMIT = 6"),
          new Change(
              "a removed enum constant",
              "RED,",
              "",
              "shop.Color",
              "- public static final Color RED"),
          new Change(
              "a type that became public",
              "interface Unused",
              "public interface Unused",
              "shop.Unused",
              "+ public abstract interface Unused",
              "+ public abstract void run()"),
          new Change(
              "a deprecation",
              "public final synchronized int",
              "@Deprecated public final int",
              "shop.Shop",
              "- public final int count()",
              "+ @Deprecated public final int count()"),
          new Change("another name of a parameter", "E failure", "E cause"),
          new Change(
              "a method that nobody else can call", "private void secret() {}", "void open() {}"),
          new Change("another body", "return 1;", "return 2;"));

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** One for all, as opening the JDK's own classes is what takes long. */
  private static final JavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  private Path folder;
  private Run check;

  /** How the program ended, and all it printed. */
  private record Run(int exitCode, String output) {}

  @BeforeAll
  void checkEachChangeAsTheBuildDoes(@TempDir Path temp) throws Exception {
    folder = temp;
    List<String> arguments = new ArrayList<>(List.of("check"));
    for (Change change : CHANGES) {
      assertThat(SOURCE).containsOnlyOnce(change.from);
      Path classes = compiled(change.name, SOURCE.replace(change.from, change.to));
      arguments.add(classes.toString());
      arguments.add(Files.writeString(list(change), LIST).toString());
    }
    check = run(arguments);
  }

  @ParameterizedTest
  @FieldSource("CHANGES")
  void aChangeIsToldByItsLines(Change change) {
    String title = "The public API is another than " + list(change) + " says:\n";
    String told = change.lines.length == 0 ? "" : title + String.join("\n", change.lines) + "\n";

    assertThat(told(change)).isEqualTo(told);
  }

  @Test
  void aChangeFailsTheBuildAndTheCommandThatAcceptsItIsSaid() {
    assertThat(check.exitCode).isEqualTo(1);
    assertThat(check.output.lines()).last().asString().contains("mvn -Paccept-api");
  }

  @Test
  void acceptedIsAllThatOthersCanUseAndNothingElse() throws Exception {
    Path classes = compiled("accepted", SOURCE);
    Path list = folder.resolve("accepted.api");

    Run accept = run(List.of("accept", classes.toString(), list.toString()));

    assertThat(accept).isEqualTo(new Run(0, ""));
    assertThat(list).hasContent(LIST);
  }

  @Test
  void aJarThatIsNotThereIsNotAnEmptyApi() throws Exception {
    Path list = folder.resolve("kept.api");
    Files.writeString(list, LIST);

    Run accept = run(List.of("accept", folder.resolve("missing.jar").toString(), list.toString()));

    assertThat(accept.exitCode).isEqualTo(1);
    assertThat(accept.output).contains("missing.jar");
    assertThat(list).hasContent(LIST);
  }

  private Path list(Change change) {
    return folder.resolve(change.name + ".api");
  }

  /** What is printed from the title of the change's list to the next one's. */
  private String told(Change change) {
    int from = check.output.indexOf("The public API is another than " + list(change));
    if (from < 0) {
      return "";
    }
    int to = check.output.indexOf("The public API", from + 1);
    return check.output.substring(from, to < 0 ? check.output.indexOf("If that is", from) : to);
  }

  private Path compiled(String name, String text) {
    Path classes = folder.resolve(name);
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("memory:///Shop.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }

          @Override
          public boolean isNameCompatible(String simpleName, Kind kind) {
            return true; // one file for all types, and for the package
          }
        };
    List<String> options =
        List.of("-d", classes.toString(), "-cp", jarOf(NullMarked.class), "-proc:none");
    assertThat(JAVAC.getTask(null, FILES, null, options, null, List.of(source)).call()).isTrue();
    return classes;
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Run run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-cp", jarOf(ClassGraph.class), "src/build/java/PublicApi.java"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}
