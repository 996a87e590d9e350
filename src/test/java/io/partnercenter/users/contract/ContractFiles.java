package io.partnercenter.users.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the contract. */
final class ContractFiles {
  static final String CONSUMER = "partnercenter-users-client";
  static final String PROVIDER = "partner-center-users";

  /** The folder of the committed contract: what this project promises. */
  static final Path COMMITTED = Path.of("pacts");

  /**
   * The folder of the contract that the consumer tests of this build wrote; outside of Maven the
   * committed one.
   */
  static final Path WRITTEN = Path.of(System.getProperty("contract.pacts", "pacts"));

  static final String PACT = CONSUMER + "-" + PROVIDER + ".json";

  /** What the spec promises and no interaction pins, with the reasons. */
  static final Path NOT_PINNED = Path.of("src/test/resources/contract/not-pinned.yaml");

  /** What the spec refuses in requests and responses of the contract; written by the build. */
  static final Path CONSTRAINTS = Path.of("src/test/resources/contract/constraints.txt");

  /** The mutants of the spec that no check notices, with the reasons. */
  static final Path SURVIVORS = Path.of("src/test/resources/contract/survivors.yaml");

  private ContractFiles() {}

  static Map<String, String> notPinned() {
    return reasons(NOT_PINNED);
  }

  static Map<String, String> survivors() {
    return reasons(SURVIVORS);
  }

  static List<String> constraints() {
    try {
      return Files.readAllLines(CONSTRAINTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> reasons(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
