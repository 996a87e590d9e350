package io.partnercenter.users.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Masks a secret in a text: as it is, or escaped for JSON, HTML or a URL. A service may quote a
 * request in the text of an error, and encoders differ in which characters they escape. JSON in a
 * JSON string is escaped more than once.
 */
public final class SecretPattern {
  /** A run of backslashes, or any other character. */
  private static final Pattern PART = Pattern.compile("\\\\+|[^\\\\]", Pattern.DOTALL);

  private static final Map<String, String> HTML_NAMES =
      Map.of("&", "amp", "<", "lt", ">", "gt", "\"", "quot", "'", "apos");

  private SecretPattern() {}

  /** Returns the text with the secret masked. */
  public static String mask(String text, String secret) {
    return text.length() < secret.length() // no form is shorter than the secret itself
        ? text
        : of(secret).matcher(text).replaceAll(SafeText.MASK);
  }

  private static Pattern of(String secret) {
    StringBuilder pattern = new StringBuilder();
    for (Matcher part = PART.matcher(secret); part.find(); ) {
      int character = part.group().codePointAt(0);
      pattern.append(anyForm(character, part.group().length() / Character.charCount(character)));
    }
    return Pattern.compile(pattern.toString());
  }

  /** Returns the pattern of a character that occurs so many times in a row. */
  private static String anyForm(int character, int count) {
    String itself = Character.toString(character);
    if (character < 128 && Character.isLetterOrDigit(character)) {
      return "(?:" + itself + "|" + inUrl(itself) + ")"; // only a URL may escape it
    }
    StringJoiner forms = new StringJoiner("|", "(?:", ")");
    forms.add(repeated(inJson(itself), count));
    forms.add(repeated(inUrl(itself), count));
    forms.add(repeated("&#(?:0*" + character + "|(?i:x0*" + hex(character) + "));", count));
    if (HTML_NAMES.containsKey(itself)) {
      forms.add("&" + HTML_NAMES.get(itself) + ";");
    }
    if (itself.equals("\\")) {
      forms.add("\\\\{" + count + ",}");
    } else if (itself.equals("\"") || itself.equals("/")) {
      forms.add("\\\\*" + itself);
    } else {
      forms.add(itself.equals(" ") ? "[ +]" : Pattern.quote(itself));
    }
    return forms.toString();
  }

  private static String inJson(String character) {
    return character
        .chars()
        .mapToObj(unit -> String.format("\\\\+u(?i:%04x)", unit))
        .collect(Collectors.joining());
  }

  private static String inUrl(String character) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append("%(?i:" + hex(0x100 | (each & 0xff)).substring(1) + ")");
    }
    return encoded.toString();
  }

  private static String hex(int character) {
    return Integer.toHexString(character);
  }

  private static String repeated(String pattern, int count) {
    return "(?:" + pattern + "){" + count + "}";
  }
}
