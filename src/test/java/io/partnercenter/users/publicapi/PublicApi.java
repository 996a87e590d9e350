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
 * A list of everything that other code can use of compiled classes.
 *
 * <p>The list has a paragraph for each package and type, and a line for each member: with generics,
 * nullness, exceptions and constant values, but without parameter names, because no caller depends
 * on them. Everything is read from the class files, so the list is the same on each JDK.
 */
final class PublicApi {
  /** Packages that aren't part of the public API. */
  private static final Pattern INTERNAL = Pattern.compile("(.*\\.)?internal(\\..*)?");

  /** The lines by the name of the package or type, which is the first line of its paragraph. */
  private final Map<String, List<String>> paragraphs = new TreeMap<>();

  private PublicApi() {}

  /** Returns the public API of the classes in a folder or jar that are in these packages. */
  static String of(Path classes, Predicate<String> packages) throws IOException {
    PublicApi api = new PublicApi();
    // ClassGraph would return an empty API for a path that doesn't exist; toRealPath fails
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

  /** Also true for a hidden supertype of a visible type, because its members are inherited. */
  private static boolean isUsable(ClassInfo type) {
    ClassInfoList subtypes =
        type.isInterfaceOrAnnotation() ? type.getClassesImplementing() : type.getSubclasses();
    return isVisible(type) || subtypes.stream().anyMatch(PublicApi::isVisible);
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
    String packageName = type.getPackageName();
    String annotations = annotations(type.getPackageInfo().getAnnotationInfo());
    paragraphs.put(packageName, List.of(shortened(annotations + "package", packageName)));

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
    lines.replaceAll(line -> shortened(line, packageName));
    paragraphs.put(type.getName().replace('$', '.'), lines);
  }

  /** Returns ClassGraph's signature with the name of the method and without parameter names. */
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
        // a generic signature already has the exceptions
        + (thrown.isEmpty() || parameters.contains(" throws ") ? "" : " throws " + thrown);
  }

  /**
   * Leaves out modifiers that don't matter to a caller, and {@code default}, which ClassGraph adds
   * to static methods.
   */
  private static String modifiers(MethodInfo method) {
    return method
        .getModifiersStr()
        .replaceAll("(?<=static) default| (synchronized|native|strictfp)", "");
  }

  /** Returns the annotations that matter to a caller. */
  private static String annotations(AnnotationInfoList annotations) {
    return annotations.stream()
        .filter(each -> each.getName().matches("java\\.lang\\.Deprecated|org\\.jspecify\\..*"))
        .map(each -> each + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  /** Removes the package from names of the type's own package and of well-known packages. */
  private static String shortened(String line, String ownPackage) {
    String implied = "java\\.lang|org\\.jspecify\\.annotations|" + Pattern.quote(ownPackage);
    return line.replaceAll("(?<![\\w.])(" + implied + ")\\.(?=[A-Z])", "")
        .replaceAll("(?<=\\w)\\$(?=[\\w@])", ".");
  }
}
