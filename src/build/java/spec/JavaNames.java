package spec;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Derives Java names from wire names. The wire name itself never changes. The rules:
 *
 * <ol>
 *   <li>A wire name is split into words: at characters other than letters and digits, and where a
 *       capital begins a word ({@code MSRequestId} is MS, Request, Id).
 *   <li>The words are joined by Java's convention for the kind of name: {@code userState}, {@code
 *       UserState}, {@code USER_STATE}. A name that would begin with a digit gets the prefix {@code
 *       _}, or {@code Model} for a class. A name without letters and digits becomes {@code value}.
 *   <li>A name that Java or the generated code needs for something else gets a suffix: {@code _},
 *       or {@code Model} for a class.
 *   <li>Of two equal names in one scope, the later one in the file gets a number: {@code sku},
 *       {@code sku2}. Class names that differ only in case count as equal, because their files may
 *       have the same name.
 * </ol>
 */
final class JavaNames {
  /** The methods that every Java object has. */
  private static final Set<String> OF_EVERY_OBJECT =
      Set.of(
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  /** The members of a model and its builder besides those of properties. */
  private static final Set<String> OF_EVERY_MODEL = Set.of("build", "unknownProperties");

  /** The classes that the generated code uses. Those of java.lang are found by reflection. */
  private static final Set<String> TAKEN_CLASSES =
      Set.of(
          // java.*
          "Annotation",
          "BigDecimal",
          "IOException",
          "LinkedHashMap",
          "List",
          "LocalDate",
          "Map",
          "Objects",
          "OffsetDateTime",
          "Pattern",
          "Set",
          "StringJoiner",
          "Type",
          "UUID",
          // names that the generator replaces with a Java type or renames
          "ApiClient",
          "ApiException",
          "ApiResponse",
          "Array",
          "ByteArray",
          "Configuration",
          "Date",
          "DateTime",
          "File",
          "LocalReturnType",
          "LocalTime",
          "LocalVarPath",
          "StringUtil",
          "URI",
          // libraries
          "Body",
          "Call",
          "DELETE",
          "GET",
          "HTTP",
          "Header",
          "Headers",
          "JsonReader",
          "JsonWriter",
          "Moshi",
          "Nullable",
          "PATCH",
          "POST",
          "PUT",
          "PartnerCall",
          "Path",
          "Query",
          // generated
          "Builder",
          "Checks",
          "Json",
          "ModelJsonAdapters");

  /** The suffixes of the names of adapters and interfaces. */
  private static final List<String> TAKEN_SUFFIXES = List.of("jsonadapter", "api");

  private final Set<String> taken = new HashSet<>();
  private final Kind kind;

  /** The kinds of names. */
  enum Kind {
    CLASS,
    /** A class whose name gets a suffix. */
    INTERFACE,
    PROPERTY,
    /** A method of an interface, and its parameters. */
    METHOD,
    CONSTANT
  }

  /** Creates a scope without names. */
  JavaNames(Kind kind) {
    this.kind = kind;
  }

  /** Returns a Java name for the wire name that no other name in this scope has. */
  String nameFor(String wireName) {
    String wanted = candidate(kind, wireName);
    String name = wanted;
    String separator = kind == Kind.CONSTANT ? "_" : "";
    for (int number = 2; !taken.add(isFile(kind) ? lowerCase(name) : name); number++) {
      name = wanted + separator + number;
    }
    return name;
  }

  /** Returns the Java name of a wire name, regardless of other names in a scope. */
  static String candidate(Kind kind, String wireName) {
    String name =
        switch (kind) {
          case CLASS, INTERFACE -> camel(ascii(wireName), true);
          case PROPERTY, METHOD -> camel(wireName, false);
          case CONSTANT -> String.join("_", words(wireName)).toUpperCase(Locale.ROOT);
        };
    if (name.isEmpty()) {
      name = isFile(kind) ? "Value" : kind == Kind.CONSTANT ? "VALUE" : "value";
    }
    if (!Character.isJavaIdentifierStart(name.charAt(0))) {
      name = (isFile(kind) ? "Model" : "_") + name;
    }
    if (SourceVersion.isKeyword(name)
        || OF_EVERY_OBJECT.contains(name)
        || kind == Kind.PROPERTY && OF_EVERY_MODEL.contains(name)) {
      return name + "_";
    }
    if (kind == Kind.CLASS && isTakenClass(name)) {
      return name + "Model";
    }
    return name;
  }

  private static boolean isFile(Kind kind) {
    return kind == Kind.CLASS || kind == Kind.INTERFACE;
  }

  private static boolean isTakenClass(String name) {
    String lower = lowerCase(name);
    if (SourceVersion.isKeyword(lower)
        || TAKEN_SUFFIXES.stream().anyMatch(lower::endsWith)
        || TAKEN_CLASSES.stream().anyMatch(name::equalsIgnoreCase)) {
      return true;
    }
    try {
      Class.forName("java.lang." + name);
      return true;
    } catch (ClassNotFoundException | NoClassDefFoundError e) { // the latter: in another case
      return false;
    }
  }

  private static String camel(String wireName, boolean capital) {
    StringBuilder camel = new StringBuilder();
    for (String word : words(wireName)) {
      boolean lower = camel.length() == 0 && !capital;
      camel.append(lower ? lowerCase(word) : capitalised(word));
    }
    return camel.toString();
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^\\p{ASCII}]", " ");
  }

  private static List<String> words(String wireName) {
    List<String> words = new ArrayList<>();
    for (String part : wireName.split("[^\\p{L}\\p{Nd}]+")) {
      for (String word :
          part.split("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})")) {
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
