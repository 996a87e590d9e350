package io.partnercenter.users.publicapi;

import io.github.classgraph.AnnotationInfoList;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ClassInfoList;
import io.github.classgraph.ClassMemberInfo;
import io.github.classgraph.FieldInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others can use of compiled classes, as a list.
 *
 * <p>The list has a paragraph for each package and type, and a line for each member: with generics,
 * nullness, exceptions and constant values, without the names of parameters, which no caller
 * depends on. All is read from the class files, so the JDK has no say in it.
 */
final class PublicApi {
  /** Packages that promise nothing. */
  private static final Pattern INTERNAL = Pattern.compile("(.*\\.)?internal(\\..*)?");

  /** By the names of packages and types, which are their first lines. */
  private final Map<String, List<String>> paragraphs = new TreeMap<>();

  private PublicApi() {}

  /** Of the classes in a folder or jar, and of these the ones in such packages. */
  static String of(Path classes, Predicate<String> packages) throws IOException {
    PublicApi api = new PublicApi();
    // a path that isn't there would be an empty API to ClassGraph
    String path = classes.toRealPath().toString();
    try (ScanResult scan = new ClassGraph().overrideClasspath(path).enableAllInfo().scan()) {
      scan.getAllClasses().stream()
          .filter(type -> packages.test(type.getPackageName()))
          .filter(PublicApi::isUsable)
          .forEach(api::add);
    }
    return api.text();
  }

  private String text() {
    return paragraphs.entrySet().stream()
        .map(paragraph -> paragraph.getKey() + lines("\n  ", paragraph.getValue()) + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static String lines(String start, List<String> lines) {
    return lines.stream().map(start::concat).collect(Collectors.joining());
  }

  /** A hidden supertype of a visible type counts, for its members are inherited. */
  private static boolean isUsable(ClassInfo type) {
    ClassInfoList heirs =
        type.isInterfaceOrAnnotation() ? type.getClassesImplementing() : type.getSubclasses();
    return isVisible(type) || heirs.stream().anyMatch(PublicApi::isVisible);
  }

  private static boolean isVisible(ClassInfo type) {
    return !INTERNAL.matcher(type.getPackageName()).matches()
        && Stream.concat(Stream.of(type), type.getOuterClasses().stream())
            .allMatch(each -> each.isPublic() || each.isProtected());
  }

  private static boolean isVisible(ClassMemberInfo member) {
    return !member.isSynthetic()
        && (member.isPublic() || member.isProtected() && !member.getClassInfo().isFinal());
  }

  private void add(ClassInfo type) {
    String home = type.getPackageName();
    String marks = annotations(type.getPackageInfo().getAnnotationInfo());
    paragraphs.put(home, List.of(shortened(marks + "package", home)));

    List<String> lines = new ArrayList<>();
    lines.add(annotations(type.getAnnotationInfo()) + type.getTypeSignatureOrTypeDescriptor());
    type.getDeclaredFieldInfo().stream()
        .filter(PublicApi::isVisible)
        .sorted()
        .map(FieldInfo::toString)
        .forEach(lines::add);
    type.getDeclaredMethodAndConstructorInfo().stream()
        .filter(PublicApi::isVisible)
        .sorted()
        .map(PublicApi::method)
        .forEach(lines::add);
    lines.replaceAll(line -> shortened(line, home));
    paragraphs.put(type.getName().replace('$', '.'), lines);
  }

  /** As ClassGraph has it, with a name, and without the names of parameters. */
  private static String method(MethodInfo method) {
    String signature = method.getTypeSignatureOrTypeDescriptor().toString();
    int split = signature.indexOf(" (");
    String result = signature.substring(0, split) + " " + method.getName();
    String parameters = signature.substring(split + 1);
    String thrown = String.join(", ", method.getThrownExceptionNames());
    return annotations(method.getAnnotationInfo())
        + modifiers(method)
        + " "
        + result.replaceFirst("void <init>$", method.getClassInfo().getSimpleName())
        + (method.isVarArgs() ? parameters.replaceFirst("\\[]\\)", "...)") : parameters)
        // a generic signature has them already
        + (thrown.isEmpty() || parameters.contains(" throws ") ? "" : " throws " + thrown);
  }

  /** Without those of no caller's concern, and the default that ClassGraph adds to a static. */
  private static String modifiers(MethodInfo method) {
    return method
        .getModifiersStr()
        .replaceAll("(?<=static) default| (synchronized|native|strictfp)", "");
  }

  /** Those that say something to a caller. */
  private static String annotations(AnnotationInfoList annotations) {
    return annotations.stream()
        .filter(each -> each.getName().matches("java\\.lang\\.Deprecated|org\\.jspecify\\..*"))
        .map(each -> each + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  /** Names of the type's own package, and of those that everybody knows, go without the package. */
  private static String shortened(String line, String home) {
    String implied = "java\\.lang|org\\.jspecify\\.annotations|" + Pattern.quote(home);
    return line.replaceAll("(?<![\\w.])(" + implied + ")\\.(?=[A-Z])", "")
        .replaceAll("(?<=\\w)\\$(?=[\\w@])", ".");
  }
}
