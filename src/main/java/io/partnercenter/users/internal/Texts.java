package io.partnercenter.users.internal;

/** Brings texts of others to a form for messages and logs. */
public final class Texts {
  private Texts() {}

  /** Without line breaks, which would make further lines in a log, and not too long. */
  public static String oneLine(String text, int maxLength) {
    String shortened = shorten(text, maxLength);
    return shortened.replaceAll("\\p{Cntrl}+", " ");
  }

  public static String shorten(String text, int maxLength) {
    return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
  }
}
