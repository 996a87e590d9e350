package io.partnercenter.users.console;

import java.util.UUID;
import picocli.CommandLine.TypeConversionException;

/** Parses a GUID. {@link UUID#fromString} alone accepts groups that are too short. */
final class Guid {
  private Guid() {}

  static UUID parse(String text) {
    if (!text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      throw new TypeConversionException("'" + text + "' is not a GUID");
    }
    return UUID.fromString(text);
  }
}
