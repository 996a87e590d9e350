package io.partnercenter.users.contract;

import java.nio.file.Path;

/** Where the files of the contract are. */
final class ContractFiles {
  static final String CONSUMER = "partnercenter-users-client";
  static final String PROVIDER = "partner-center-users";

  /** As committed: what this project promises. */
  static final Path COMMITTED = Path.of("pacts");

  /** As the consumer tests of this build wrote it. */
  static final Path WRITTEN = Path.of(System.getProperty("pact.rootDir", "target/pacts"));

  static final String PACT = CONSUMER + "-" + PROVIDER + ".json";

  private ContractFiles() {}
}
