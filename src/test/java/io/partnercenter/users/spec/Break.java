package io.partnercenter.users.spec;

import java.util.Set;

/**
 * The one thing that makes a request invalid.
 *
 * @param what its description
 */
public record Break(String what) {
  public static final Break NAME_IN_ANOTHER_CASE = of("a name in another case");
  public static final Break NAME_TWICE = of("a name in two cases, with one value");
  public static final Break NAME_OF_TWO_VALUES = of("a name in two cases, with two values");
  public static final Break VALUE_IN_ANOTHER_CASE = of("a value in another case");
  public static final Break TOKEN = of("no bearer token");
  public static final Break METHOD = of("another method");
  public static final Break PATH = of("another path");
  public static final Break CONTENT_TYPE = of("another content type");

  private static final Set<Break> NAMES =
      Set.of(NAME_IN_ANOTHER_CASE, NAME_TWICE, NAME_OF_TWO_VALUES);

  static Break of(String what) {
    return new Break(what);
  }

  /** Returns the same break with its place; breaks of names have none. */
  public Break in(Object place) {
    return NAMES.contains(this) ? this : of(place + ": " + what);
  }

  /** Returns the break that a required parameter is missing. */
  public static Break missing(String parameter) {
    return of(parameter + ": missing");
  }

  @Override
  public String toString() {
    return what;
  }
}
