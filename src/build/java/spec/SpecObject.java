package spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of a spec that knows its location in the file. */
final class SpecObject extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1;

  private final transient Location location;
  private final transient Map<String, Location> keyLocations = new HashMap<>();

  /** Creates an empty object. */
  SpecObject(Location location) {
    this.location = location;
  }

  Location location() {
    return location;
  }

  /** Returns the location of a key; that of the object if the key is absent. */
  Location location(String key) {
    return keyLocations.getOrDefault(key, location);
  }

  void put(String key, Object value, Location keyLocation) {
    put(key, value);
    keyLocations.put(key, keyLocation);
  }

  /** Returns the object under a key; an empty one if there is none. */
  SpecObject object(String key) {
    return get(key) instanceof SpecObject object ? object : new SpecObject(location(key));
  }

  /** Returns the list under a key; an empty one if there is none. */
  List<?> list(String key) {
    return get(key) instanceof List<?> list ? list : List.of();
  }

  /** Returns the scalar under a key as text; null if there is none. */
  String text(String key) {
    Object value = get(key);
    return value == null || value instanceof SpecObject || value instanceof List
        ? null
        : value.toString();
  }

  boolean isTrue(String key) {
    return Boolean.TRUE.equals(get(key));
  }

  /** Returns a copy without some keys, with the same location. */
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
