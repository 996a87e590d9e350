package io.partnercenter.users.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Only the extension needs JUnit. */
class WithoutJUnitTest {
  @Test
  void theConsoleRunsItsScenariosOnASandbox() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader without = withoutJUnit()) {
      assertThatExceptionOfType(NoClassDefFoundError.class)
          .isThrownBy(() -> without.loadClass(PartnerCenterSandboxExtension.class.getName()));
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

      without
          .loadClass("io.partnercenter.users.console.Console")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("PATCH ", "200");
  }

  @Test
  void aSandboxStartsAndReturnsTheRequestsItReceived() throws Exception {
    try (URLClassLoader without = withoutJUnit()) {
      Class<?> type = without.loadClass(PartnerCenterSandbox.class.getName());
      try (AutoCloseable sandbox = (AutoCloseable) type.getMethod("start").invoke(null)) {
        Object received = type.getMethod("received").invoke(sandbox);

        received.getClass().getMethod("none").invoke(received);
      }
    }
  }

  private static URLClassLoader withoutJUnit() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.matches(".*(junit|opentest4j|apiguardian).*")) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
