package io.partnercenter.users.publicapi;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.accepted.Accepted;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The public API is the accepted one. VERSIONING.md describes what a change of it means. */
@Tag("api")
@Order(1)
class AcceptedApiTest {
  /** The packages of the second jar. */
  private static final Predicate<String> SANDBOX =
      Pattern.compile("io\\.partnercenter\\.users\\.(sandbox|console)").asMatchPredicate();

  @Test
  void theApiOfTheClientIsTheAcceptedOne() throws Exception {
    Accepted.assertAccepted(
        Path.of("src/api/client.api"), PublicApi.of(classes(), SANDBOX.negate()));
  }

  @Test
  void theApiOfTheSandboxIsTheAcceptedOne() throws Exception {
    Accepted.assertAccepted(Path.of("src/api/sandbox.api"), PublicApi.of(classes(), SANDBOX));
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(PartnerCenter.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
