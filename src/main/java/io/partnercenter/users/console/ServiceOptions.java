package io.partnercenter.users.console;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.text.SafeText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options for the address of the service and the access to it. */
final class ServiceOptions {
  private static final String TOKEN_VARIABLE = "PARTNER_CENTER_TOKEN";

  @ArgGroup(exclusive = true)
  private @Nullable Place place;

  @ArgGroup(exclusive = true)
  private @Nullable Access access;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "How many attempts to make when the service fails; default: 4.")
  private @Nullable Integer attempts;

  private static final class Access {
    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description =
            "File with the access token. Without it, the token comes from " + TOKEN_VARIABLE + ".")
    private @Nullable Path tokenFile;

    @Option(
        names = "--credentials-file",
        paramLabel = "FILE",
        description = {
          "File with App+User credentials, one NAME=VALUE per line: tenant, client-id,"
              + " client-secret (or client-certificate, client-certificate-password-file),"
              + " token-store, refresh-token.",
          "Without this option, they come from PARTNER_CENTER_TENANT and so on."
        })
    private @Nullable Path credentialsFile;
  }

  private static final class Place {
    @Option(
        names = "--cloud",
        paramLabel = "CLOUD",
        description = "National cloud: ${COMPLETION-CANDIDATES}; default: GLOBAL.")
    private @Nullable PartnerCloud cloud;

    @Option(
        names = "--base-url",
        paramLabel = "URL",
        description = "Another address of the service, such as a sandbox's.")
    private @Nullable String baseUrl;
  }

  /** Returns a builder for the client. A dry run needs no token, because it sends nothing. */
  PartnerCenter.Builder client(ConsoleEnvironment environment, boolean dryRun) {
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .accessTokens(tokens(environment, dryRun))
            .applicationName("console");
    if (attempts != null) {
      // with a single attempt, the call doesn't wait for the end of a throttle either
      builder.retries(
          attempts == 1 ? RetryPolicy.none() : RetryPolicy.builder().maxAttempts(attempts).build());
    }
    builder.cloud(cloud());
    if (place != null && place.baseUrl != null) {
      builder.baseUrl(place.baseUrl);
    }
    return builder;
  }

  /** Returns the base URL if it is given, otherwise the name of the cloud. */
  String address() {
    return place != null && place.baseUrl != null ? place.baseUrl : cloud().toString();
  }

  /**
   * Checks that the cloud supports passwords. The client would refuse them too, but only after the
   * user was looked up.
   *
   * @param what the option or column that sets a password
   * @throws IllegalArgumentException if the cloud does not support passwords
   */
  void requirePasswords(String what) {
    if (cloud() == PartnerCloud.CHINA) {
      throw new IllegalArgumentException(
          what + ": the cloud " + cloud() + " does not support passwords");
    }
  }

  private PartnerCloud cloud() {
    return place != null && place.cloud != null ? place.cloud : PartnerCloud.GLOBAL;
  }

  private AccessTokenProvider tokens(ConsoleEnvironment environment, boolean dryRun) {
    if (dryRun) {
      return AccessTokens.of(SafeText.MASK);
    }
    if (access != null && access.tokenFile != null) {
      return AccessTokens.of(SecretFile.text("--token-file", access.tokenFile).strip());
    }
    if (access != null && access.credentialsFile != null) {
      return CredentialsSettings.ofFile(access.credentialsFile, environment).credentials(cloud());
    }
    String token = environment.environment(TOKEN_VARIABLE);
    if (token != null) {
      return AccessTokens.of(token.strip());
    }
    CredentialsSettings credentials = CredentialsSettings.ofEnvironment(environment);
    if (!credentials.areGiven()) {
      throw new IllegalArgumentException(
          "no access token: set "
              + TOKEN_VARIABLE
              + ", give --token-file, or give credentials in --credentials-file or in the"
              + " environment");
    }
    return credentials.credentials(cloud());
  }
}
