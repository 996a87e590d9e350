package io.partnercenter.users.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.partnercenter.users.documentation.Page.Passage;
import io.partnercenter.users.entra.EntraStub;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Java code on a page: a whole class, statements or an expression. Statements and expressions are
 * wrapped in a class. The code is compiled in another package, so it can only use what a reader can
 * use.
 */
final class JavaBlock {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Shared by all blocks, because it caches the contents of the jars on the class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, null);

  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:public |final )*(?:class|interface|enum) (\\w+)");

  /** The imports that pages leave out. */
  private static final List<String> IMPORTS =
      List.of(
          "import io.partnercenter.users.*;",
          "import io.partnercenter.users.api.*;",
          "import io.partnercenter.users.bulk.*;",
          "import io.partnercenter.users.entra.*;",
          "import io.partnercenter.users.model.*;",
          "import io.partnercenter.users.sandbox.*;",
          "import java.nio.file.*;",
          "import java.time.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import org.junit.jupiter.api.*;",
          "import org.junit.jupiter.api.extension.*;",
          "import static org.assertj.core.api.Assertions.*;",
          "import static org.junit.jupiter.api.Assertions.*;");

  private final Passage passage;
  private final String className;
  private final String source;

  JavaBlock(Passage passage) {
    this.passage = passage;
    String code = IMPORT.matcher(passage.text()).replaceAll("");
    Matcher ofClass = CLASS.matcher(code);
    String body;
    if (ofClass.find()) {
      className = ofClass.group(1);
      body = code;
    } else {
      className = "Shown";
      body = classOf(code);
    }
    String imports =
        Stream.concat(
                IMPORTS.stream(), IMPORT.matcher(passage.text()).results().map(MatchResult::group))
            .collect(Collectors.joining());
    // imports are put on the first line, so the compiler's line numbers match the page
    source = "package shown; " + imports + body;
  }

  private static String classOf(String code) {
    String shown =
        code.replace("PartnerCenter.builder()", "partnerCenter()")
            .replace("AppUserCredentials.builder()", "appUserCredentials()")
            .replaceAll("Path\\.of\\(\"/.*/", "folder().resolve(\"");
    boolean statements = shown.replaceAll("//.*", "").strip().matches("(?s).*[;}]");
    return "public class Shown extends "
        + Example.class.getName()
        + " { protected void show() throws Exception { "
        + (statements ? shown + "use(partner);" : "use(" + shown + ");")
        + " } }";
  }

  /**
   * Compiles the block into the folder and runs it. Statements and expressions use this sandbox and
   * this stub of Entra. JUnit runs the tests of a class. A class without tests is only compiled.
   */
  void run(PartnerCenterSandbox sandbox, EntraStub entra, Path folder) throws Exception {
    compile(folder);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Class<?> shown = loader.loadClass("shown." + className);
      if (Example.class.isAssignableFrom(shown)) {
        ((Example) shown.getConstructor().newInstance()).run(sandbox, entra, folder);
      } else {
        runTests(shown);
      }
    }
  }

  private void compile(Path folder) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    StringWriter otherOutput = new StringWriter();
    boolean compiled =
        COMPILER
            .getTask(
                otherOutput,
                FILES,
                problems,
                List.of(
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "--release",
                    "11",
                    "-proc:none",
                    "-Xlint:deprecation,unchecked,rawtypes",
                    "-Werror"),
                null,
                List.of(new Source()))
            .call();
    String messages =
        problems.getDiagnostics().stream()
            .map(
                problem ->
                    String.format(
                        "%s:%d: %s%n",
                        passage.file(),
                        passage.line() + problem.getLineNumber() - 1,
                        problem.getMessage(Locale.ROOT)))
            .collect(Collectors.joining());
    assertThat(compiled).as(messages + otherOutput).isTrue();
  }

  private void runTests(Class<?> shown) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(shown)).build(),
            listener);
    assertThat(listener.getSummary().getFailures())
        .as("tests of " + passage.place())
        .extracting(TestExecutionSummary.Failure::getException)
        .isEmpty();
  }

  @Override
  public String toString() {
    return passage.place();
  }

  private final class Source extends SimpleJavaFileObject {
    Source() {
      super(URI.create("string:///shown/" + className + ".java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
