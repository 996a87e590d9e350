package io.partnercenter.users.contract;

import io.partnercenter.users.spec.SpecTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An interaction with one error.
 *
 * @param place where the error is, such as {@code 200 $.id}
 * @param how what is wrong there
 * @param ofRequest whether the error is in the request, not in the response
 * @param interaction the whole interaction, with the error
 */
record BrokenInteraction(String place, String how, boolean ofRequest, PactInteraction interaction) {
  private static final String UNLIKELY = "§";
  private static final Map<String, Object> OTHER_TYPES = new LinkedHashMap<>();

  static {
    OTHER_TYPES.put("null", null);
    OTHER_TYPES.put("a string", UNLIKELY);
    OTHER_TYPES.put("an integer", 7);
    OTHER_TYPES.put("a fraction", 1.5);
    OTHER_TYPES.put("a boolean", true);
    OTHER_TYPES.put("an object", Map.of());
    OTHER_TYPES.put("an array", List.of());
  }

  /** Returns a copy for each error that can be made, in the order of the interaction. */
  static List<BrokenInteraction> allOf(PactInteraction interaction) {
    List<BrokenInteraction> broken = new ArrayList<>();
    new Half(interaction, "request", "request ").addBroken(broken);
    new Half(interaction, "response", interaction.response().status() + " ").addBroken(broken);
    return broken;
  }

  /** A value with an error in it. */
  private record Broken(String place, String how, Object value) {
    /** Returns the same error in the value that contains this one. */
    Broken inside(UnaryOperator<Object> whole) {
      return new Broken(place, how, whole.apply(value));
    }
  }

  /** The request or the response. */
  private record Half(PactInteraction interaction, String name, String prefix) {
    void addBroken(List<BrokenInteraction> broken) {
      Map<?, ?> half = SpecTree.map(interaction.json().get(name));
      List<Broken> all = new ArrayList<>();
      if (half.get("path") != null) {
        path(all, half);
      }
      named(all, half, "query", "query");
      named(all, half, "headers", "header");
      body(all, half);
      for (Broken each : all) {
        Map<Object, Object> whole = new LinkedHashMap<>(interaction.json());
        whole.put(name, each.value);
        broken.add(
            new BrokenInteraction(
                prefix + each.place, each.how, name.equals("request"), new PactInteraction(whole)));
      }
    }

    private static void path(List<Broken> all, Map<?, ?> half) {
      String[] segments = half.get("path").toString().split("/");
      for (int i = 1; i < segments.length; i++) {
        String[] broken = segments.clone();
        broken[i] = "not-" + segments[i];
        all.add(
            new Broken(
                "path segment " + i, "another", with(half, "path", String.join("/", broken))));
      }
    }

    /** Breaks the query or the headers, which are names with lists of values. */
    private static void named(List<Broken> all, Map<?, ?> half, String kind, String title) {
      Object named = half.get(kind);
      SpecTree.map(named)
          .forEach(
              (name, values) -> {
                String place = title + " " + name;
                List<Broken> broken = new ArrayList<>();
                strings(broken, place, SpecTree.list(values).get(0).toString());
                broken.replaceAll(each -> each.inside(List::of));
                broken.replaceAll(each -> each.inside(v -> with(named, name, v)));
                broken.add(new Broken(place, "dropped", without(named, name)));
                broken.forEach(each -> all.add(each.inside(v -> with(half, kind, v))));
              });
    }

    private static void body(List<Broken> all, Map<?, ?> half) {
      if (half.get("body") == null) {
        return;
      }
      List<Broken> broken = new ArrayList<>();
      values(broken, "$", SpecTree.map(half.get("body")).get("content"));
      for (Broken each : broken) {
        all.add(each.inside(v -> with(half, "body", with(half.get("body"), "content", v))));
      }
      all.add(new Broken("$", "dropped", without(half, "body")));
    }

    private static void values(List<Broken> all, String place, Object value) {
      OTHER_TYPES.forEach(
          (how, other) -> {
            if (other == null || !sameType(other, value)) {
              all.add(new Broken(place, how, other));
            }
          });
      if (value instanceof String text) {
        strings(all, place, text);
      } else if (value instanceof Map<?, ?> map) {
        all.add(new Broken(place, "with an unknown property", with(map, "unknown", 1)));
        map.forEach(
            (name, inner) -> {
              all.add(new Broken(place + "." + name, "dropped", without(map, name)));
              List<Broken> broken = new ArrayList<>();
              values(broken, place + "." + name, inner);
              broken.forEach(each -> all.add(each.inside(v -> with(map, name, v))));
            });
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          int index = i;
          List<Broken> broken = new ArrayList<>();
          values(broken, place + "[" + i + "]", list.get(i));
          broken.forEach(each -> all.add(each.inside(v -> with(list, index, v))));
        }
      }
    }

    private static boolean sameType(Object other, Object value) {
      return value != null
          && (other.getClass() == value.getClass()
              || other instanceof Map && value instanceof Map
              || other instanceof List && value instanceof List);
    }

    private static void strings(List<Broken> all, String place, String value) {
      all.add(new Broken(place, "an unlikely string", UNLIKELY));
      all.add(new Broken(place, "empty", ""));
      String rest = value.isEmpty() ? "" : value.substring(1);
      all.add(new Broken(place, "with another beginning", "9" + rest));
      all.add(new Broken(place, "of 1025 characters", "x".repeat(1025)));
      if (value.matches("[1-9]\\d*")) {
        all.add(new Broken(place, "zero", "0"));
      }
    }

    private static Map<Object, Object> with(Object map, Object key, Object value) {
      Map<Object, Object> copy = new LinkedHashMap<>(SpecTree.map(map));
      copy.put(key, value);
      return copy;
    }

    private static List<Object> with(List<?> list, int index, Object value) {
      List<Object> copy = new ArrayList<>(list);
      copy.set(index, value);
      return copy;
    }

    private static Map<Object, Object> without(Object map, Object key) {
      Map<Object, Object> copy = new LinkedHashMap<>(SpecTree.map(map));
      copy.remove(key);
      return copy;
    }
  }
}
