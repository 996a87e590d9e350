package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.entra.AppUserCredentials;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** MSAL4J is an optional dependency. */
class WithoutMsalTest {
  @Test
  void theClientWorksWithoutMsalAndTheCredentialsSayWhatToAdd() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("msal4j")) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object caller = without.loadClass(Caller.class.getName()).getConstructor().newInstance();

      assertThat(((Callable<?>) caller).call())
          .isEqualTo(
              "AppUserCredentials need MSAL4J: add the dependency com.microsoft.azure:msal4j");
    }
  }

  /** Runs in a class loader that doesn't have MSAL4J. */
  public static final class Caller implements Callable<String> {
    @Override
    public String call() {
      PartnerException failure = failure(() -> CompletableFuture.failedFuture(new Exception("no")));
      if (!(failure instanceof PartnerAuthenticationException)) {
        throw failure;
      }
      failure = failure(AccessTokens.of("token"));
      if (!(failure instanceof PartnerConnectionException)) {
        throw failure;
      }
      AppUserCredentials.Builder builder =
          AppUserCredentials.builder()
              .partnerTenant("contoso.example")
              .clientId("client-id")
              .clientSecret("secret")
              .refreshToken("token");
      try {
        return builder.build().toString();
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
    }

    /** Returns the failure of a call to a port on which nothing listens. */
    private static PartnerException failure(AccessTokenProvider tokens) {
      try (PartnerCenter partner =
          PartnerCenter.builder()
              .baseUrl("http://127.0.0.1:1")
              .accessTokens(tokens)
              .retries(RetryPolicy.none())
              .build()) {
        UUID id = UUID.randomUUID();
        partner.customers().byId(id).users().byId(id).get();
        throw new IllegalStateException("a server listens on port 1");
      } catch (PartnerException e) {
        return e;
      }
    }
  }
}
