package io.partnercenter.users.console;

import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.entra.AppUserCredentials;
import io.partnercenter.users.entra.TokenStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** App+User credentials from a settings file or from environment variables. */
final class CredentialsSettings {
  private static final String TENANT = "tenant";
  private static final String CLIENT_ID = "client-id";
  private static final String CLIENT_SECRET = "client-secret";
  private static final String CLIENT_CERTIFICATE = "client-certificate";
  private static final String CERTIFICATE_PASSWORD_FILE = "client-certificate-password-file";
  private static final String REFRESH_TOKEN = "refresh-token";
  private static final String TOKEN_STORE = "token-store";
  private static final List<String> NAMES =
      List.of(
          TENANT,
          CLIENT_ID,
          CLIENT_SECRET,
          CLIENT_CERTIFICATE,
          CERTIFICATE_PASSWORD_FILE,
          REFRESH_TOKEN,
          TOKEN_STORE);

  private final String source;
  private final Function<String, @Nullable String> settings;
  private final ConsoleEnvironment environment;

  private CredentialsSettings(
      String source, Function<String, @Nullable String> settings, ConsoleEnvironment environment) {
    this.source = source;
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * Reads a file with one setting per line, as {@code name=value}. The value is the rest of the
   * line, without the spaces around it. A value has no escapes, so that Windows paths are written
   * as they are. Blank lines and lines that begin with {@code #} are skipped.
   */
  static CredentialsSettings ofFile(Path file, ConsoleEnvironment environment) {
    Map<String, String> settings = new HashMap<>();
    int number = 0;
    for (String line : SecretFile.text("--credentials-file", file).split("\\R", -1)) {
      number++;
      String setting = line.strip();
      if (setting.isEmpty() || setting.startsWith("#")) {
        continue;
      }
      int end = setting.indexOf('=');
      String name = end < 0 ? "" : setting.substring(0, end).strip();
      String where = " (line " + number + " of " + file + ")";
      if (!NAMES.contains(name)) { // the message leaves out the line, which may be a secret
        throw new IllegalArgumentException(
            "a line must be NAME=VALUE; names are " + String.join(", ", NAMES) + where);
      }
      if (settings.put(name, setting.substring(end + 1).strip()) != null) {
        throw new IllegalArgumentException(name + " is set twice" + where);
      }
    }
    return new CredentialsSettings(" in " + file, settings::get, environment);
  }

  /** Reads the same settings from variables: PARTNER_CENTER_TENANT and so on. */
  static CredentialsSettings ofEnvironment(ConsoleEnvironment environment) {
    return new CredentialsSettings(
        "", name -> environment.environment(variable(name)), environment);
  }

  static String variable(String name) {
    return "PARTNER_CENTER_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  boolean areGiven() {
    return setting(TENANT) != null;
  }

  AppUserCredentials credentials(PartnerCloud cloud) {
    AppUserCredentials.Builder builder = application(cloud);
    String refreshToken = setting(REFRESH_TOKEN);
    if (refreshToken != null) {
      builder.refreshToken(refreshToken);
    } else if (setting(TOKEN_STORE) == null) {
      throw new IllegalArgumentException(
          named(TOKEN_STORE) + " or " + named(REFRESH_TOKEN) + " is missing" + source);
    }
    if (setting(TOKEN_STORE) != null) {
      builder.tokenStore(TokenStore.file(tokenStore()));
    }
    return builder.build();
  }

  /** Returns the credentials of the application alone, without tokens. */
  AppUserCredentials.Builder application(PartnerCloud cloud) {
    AppUserCredentials.Builder builder =
        AppUserCredentials.builder()
            .cloud(cloud)
            .partnerTenant(required(TENANT))
            .clientId(required(CLIENT_ID));
    if (setting(CLIENT_CERTIFICATE) == null) {
      return builder.clientSecret(required(CLIENT_SECRET));
    }
    if (setting(CLIENT_SECRET) != null) {
      throw new IllegalArgumentException(
          named(CLIENT_SECRET) + " and " + named(CLIENT_CERTIFICATE) + " are both set" + source);
    }
    ClientCertificate certificate =
        ClientCertificate.read(
            named(CLIENT_CERTIFICATE), path(CLIENT_CERTIFICATE), this::certificatePassword);
    return builder.clientCertificate(certificate.privateKey(), certificate.certificate());
  }

  /** Returns the file of the token store. */
  Path tokenStore() {
    required(TOKEN_STORE);
    return path(TOKEN_STORE);
  }

  private String certificatePassword() {
    if (setting(CERTIFICATE_PASSWORD_FILE) != null) {
      String password =
          SecretFile.text(named(CERTIFICATE_PASSWORD_FILE), path(CERTIFICATE_PASSWORD_FILE));
      return password.split("\\R", 2)[0];
    }
    if (!environment.isTerminal()) {
      throw new IllegalArgumentException(
          "the certificate needs a password: set "
              + named(CERTIFICATE_PASSWORD_FILE)
              + source
              + ", or run in a terminal");
    }
    return environment.readSecret("Password of the certificate: ");
  }

  private Path path(String name) {
    try {
      return Path.of(required(name));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(named(name) + " is not a path" + source, e);
    }
  }

  private @Nullable String setting(String name) {
    String value = settings.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String required(String name) {
    String value = setting(name);
    if (value == null) {
      throw new IllegalArgumentException(named(name) + " is missing" + source);
    }
    return value;
  }

  /** Returns the name of the setting as the person writes it. */
  private String named(String name) {
    return source.isEmpty() ? variable(name) : name;
  }
}
