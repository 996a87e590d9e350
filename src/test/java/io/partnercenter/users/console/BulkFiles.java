package io.partnercenter.users.console;

import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A CSV file for the command bulk, and the files that the command writes beside it. */
final class BulkFiles {
  static final Map<String, String> ENVIRONMENT = Map.of("PARTNER_CENTER_TOKEN", "secret-token");

  final Path csv;
  final Path journal;
  final Path results;

  BulkFiles(Path folder) {
    csv = folder.resolve("users.csv");
    journal = folder.resolve("users.journal");
    results = folder.resolve("users.results.csv");
  }

  /** Writes the CSV file so that only its owner can read it. */
  void write(String... lines) {
    write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] content) {
    try {
      Files.write(csv, content);
      if (csv.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(csv, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a row for each user, with another usage location. */
  void write(List<UUID> users) {
    write(
        "user,usageLocation\n"
            + users.stream().map(user -> user + ",SE").collect(Collectors.joining("\n")));
  }

  /** Returns the arguments that run the command against the sandbox. */
  String[] command(PartnerCenterSandbox sandbox, String... options) {
    List<String> command = new ArrayList<>(List.of("bulk", csv.toString()));
    command.add("--base-url=" + sandbox.baseUrl());
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  /** Returns the rows of the results by their number, without the ids. */
  Map<Integer, String> outcomes() {
    Map<Integer, String> outcomes = new TreeMap<>();
    for (String line : lines(results).subList(1, lines(results).size())) {
      String[] row = line.split(",", 2);
      String twice =
          outcomes.put(
              Integer.valueOf(row[0]), row[1].replaceAll(",[0-9a-f-]{36},[0-9a-f-]{36}$", ""));
      if (twice != null) {
        throw new AssertionError("row " + row[0] + " is reported twice");
      }
    }
    return outcomes;
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
