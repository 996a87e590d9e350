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

/** Where the service is, and what gives access to it. */
final class ServiceOptions {
  private static final String TOKEN_VARIABLE = "PARTNER_CENTER_TOKEN";

  @ArgGroup(exclusive = true)
  private @Nullable Place place;

  @ArgGroup(exclusive = true)
  private @Nullable Access access;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      description = "How often to try when the service fails; 4 unless given.")
  private @Nullable Integer attempts;

  private static final class Access {
    @Option(
        names = "--token-file",
        paramLabel = "FILE",
        description =
            "File with the access token. Otherwise it is taken from " + TOKEN_VARIABLE + ".")
    private @Nullable Path tokenFile;

    @Option(
        names = "--credentials-file",
        paramLabel = "FILE",
        description = {
          "File with App+User credentials, a NAME=VALUE a line: tenant, client-id, client-secret"
              + " (or client-certificate, client-certificate-password-file), token-store,"
              + " refresh-token.",
          "Otherwise they are taken from PARTNER_CENTER_TENANT and so on."
        })
    private @Nullable Path credentialsFile;
  }

  private static final class Place {
    @Option(
        names = "--cloud",
        paramLabel = "CLOUD",
        description = "National cloud: ${COMPLETION-CANDIDATES}. GLOBAL unless given.")
    private @Nullable PartnerCloud cloud;

    @Option(
        names = "--base-url",
        paramLabel = "URL",
        description = "Another address, such as a sandbox's.")
    private @Nullable String baseUrl;
  }

  /** A dry run needs no token, for it sends none. */
  PartnerCenter.Builder client(ConsoleEnvironment environment, boolean dryRun) {
    PartnerCenter.Builder builder =
        PartnerCenter.builder()
            .accessTokens(tokens(environment, dryRun))
            .applicationName("console");
    if (attempts != null) {
      // a single attempt doesn't wait for the end of a throttle either
      builder.retries(
          attempts == 1 ? RetryPolicy.none() : RetryPolicy.builder().maxAttempts(attempts).build());
    }
    builder.cloud(cloud());
    if (place != null && place.baseUrl != null) {
      builder.baseUrl(place.baseUrl);
    }
    return builder;
  }

  /** Where the service is, in a word. */
  String address() {
    return place != null && place.baseUrl != null ? place.baseUrl : cloud().toString();
  }

  /**
   * Refuses what the client would refuse only after the user was looked for.
   *
   * @param what how the person asked for a password
   * @throws IllegalArgumentException if no password can be set there
   */
  void requirePasswords(String what) {
    if (cloud() == PartnerCloud.CHINA) {
      throw new IllegalArgumentException(what + ": the cloud " + cloud() + " does not support it");
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
              + " or give --token-file; or credentials by --credentials-file or the environment");
    }
    return credentials.credentials(cloud());
  }
}
