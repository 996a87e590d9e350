package io.partnercenter.users.publicapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists the public API of a sample. */
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

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private static final JavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void theListHasEverythingUsableAndNothingElse() throws IOException {
    assertThat(api(SOURCE)).isEqualTo(LIST);
  }

  @Test
  void onlyTheGivenPackagesAreListed() throws IOException {
    assertThat(PublicApi.of(compiled(SOURCE), name -> !name.equals("shop"))).isEmpty();
  }

  @Test
  void aMissingJarIsAnErrorAndNotAnEmptyApi() {
    assertThatThrownBy(() -> PublicApi.of(folder.resolve("missing.jar"), name -> true))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing.jar");
  }

  private String api(String source) throws IOException {
    return PublicApi.of(compiled(source), name -> true);
  }

  private Path compiled(String text) {
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("memory:///Shop.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }

          @Override
          public boolean isNameCompatible(String simpleName, Kind kind) {
            return true; // one file has all types and the package annotation
          }
        };
    List<String> options =
        List.of("-d", folder.toString(), "-cp", jarOf(NullMarked.class), "-proc:none");
    assertThat(JAVAC.getTask(null, FILES, null, options, null, List.of(source)).call()).isTrue();
    return folder;
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
