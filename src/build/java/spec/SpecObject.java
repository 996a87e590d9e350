package spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of a spec, which knows where it stands in the file. */
final class SpecObject extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1;

  private final transient Location location;
  private final transient Map<String, Location> keyLocations = new HashMap<>();

  /** An empty object. */
  SpecObject(Location location) {
    this.location = location;
  }

  Location location() {
    return location;
  }

  /** Where a key stands; where the object begins, if the key is not there. */
  Location location(String key) {
    return keyLocations.getOrDefault(key, location);
  }

  void put(String key, Object value, Location keyLocation) {
    put(key, value);
    keyLocations.put(key, keyLocation);
  }

  /** The object under a key; an empty one if there is none. */
  SpecObject object(String key) {
    return get(key) instanceof SpecObject object ? object : new SpecObject(location(key));
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

  /** Without some keys, at the same place. */
  SpecObject without(Set<String> keys) {
    SpecObject copy = new SpecObject(location);
    forEach(
        (key, value) -> {
          if (!keys.contains(key)) {
            copy.put(key, value, location(key));
          }
        });
    return copy;
  }
}
