package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.entra.AppUserCredentials;
import io.partnercenter.users.entra.TokenStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** App+User credentials as a properties file or the environment has them. */
final class CredentialsSettings {
  private static final String TENANT = "tenant";

  private final String source;
  private final Function<String, @Nullable String> settings;

  private CredentialsSettings(String source, Function<String, @Nullable String> settings) {
    this.source = source;
    this.settings = settings;
  }

  /** A file with the properties tenant, client-id, client-secret, refresh-token, token-store. */
  static CredentialsSettings ofFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("--credentials-file can't be read: " + file, e);
    }
    return new CredentialsSettings(" in " + file, properties::getProperty);
  }

  /** The same in capitals: PARTNER_CENTER_TENANT and so on. */
  static CredentialsSettings ofEnvironment(Surroundings surroundings) {
    return new CredentialsSettings("", name -> surroundings.environment(variable(name)));
  }

  static String variable(String name) {
    return "PARTNER_CENTER_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  boolean areGiven() {
    return settings.apply(TENANT) != null;
  }

  AppUserCredentials credentials(PartnerCloud cloud) {
    AppUserCredentials.Builder builder =
        AppUserCredentials.builder()
            .cloud(cloud)
            .partnerTenant(required(TENANT))
            .clientId(required("client-id"))
            .clientSecret(required("client-secret"))
            .refreshToken(required("refresh-token"));
    String store = settings.apply("token-store");
    if (store != null) {
      builder.tokenStore(TokenStore.file(Path.of(store)));
    }
    return builder.build();
  }

  private String required(String name) {
    String value = settings.apply(name);
    if (value == null) {
      throw new IllegalArgumentException(
          (source.isEmpty() ? variable(name) : name) + " is missing" + source);
    }
    return value.strip();
  }
}
