package spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of a spec, which knows where it stands in the file. */
final class SpecObject extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1;

  private final int line;
  private final Map<String, Integer> keyLines = new HashMap<>();

  /**
   * @param line from 1
   */
  SpecObject(int line) {
    this.line = line;
  }

  int line() {
    return line;
  }

  /** Where a key stands; where the object begins, if the key is not there. */
  int line(String key) {
    return keyLines.getOrDefault(key, line);
  }

  void put(String key, Object value, int keyLine) {
    put(key, value);
    keyLines.put(key, keyLine);
  }

  /** The object under a key; an empty one if there is none. */
  SpecObject object(String key) {
    return get(key) instanceof SpecObject object ? object : new SpecObject(line(key));
  }

  /** The list under a key; an empty one if there is none. */
  List<?> list(String key) {
    return get(key) instanceof List<?> list ? list : List.of();
  }

  /** The text of a scalar; null if there is none. */
  String text(String key) {
    Object value = get(key);
    return value == null || value instanceof SpecObject || value instanceof List
        ? null
        : value.toString();
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(get(key));
  }

  /** Without some keys, at the same lines. */
  SpecObject without(Set<String> keys) {
    SpecObject copy = new SpecObject(line);
    forEach(
        (key, value) -> {
          if (!keys.contains(key)) {
            copy.put(key, value, line(key));
          }
        });
    return copy;
  }
}
