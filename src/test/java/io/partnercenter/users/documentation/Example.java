package io.partnercenter.users.documentation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.bulk.UserChange;
import io.partnercenter.users.entra.AppUserCredentials;
import io.partnercenter.users.entra.EntraStub;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Around statements or an expression of a page: what these use without declaring it. What they
 * declare themselves hides what is here.
 */
public abstract class Example {
  protected final UUID customerId = PartnerCenterSandbox.CUSTOMER_ID;
  protected final UUID userId = PartnerCenterSandbox.USER_ID;
  protected final UUID otherUserId = UUID.randomUUID();
  protected final String country = "SE";
  protected final String accessToken = "test-token";
  protected final AccessTokenProvider accessTokens = AccessTokens.of(accessToken);
  protected final String clientId = "client-id";
  protected final String clientSecret = "client-secret";
  protected final Vault vault = name -> "the " + name;
  protected final CustomerUserUpdate update =
      CustomerUserUpdate.builder().usageLocation("SE").build();
  protected final List<UserChange> changes = List.of(UserChange.of(customerId, userId, update));
  protected final MeterRegistry meters = new SimpleMeterRegistry();
  protected final OpenTelemetry openTelemetry = OpenTelemetry.noop();
  protected final Tracer tracer = openTelemetry.getTracer("contoso-onboarding");
  protected PartnerCenter partner;
  protected UserHandle user;
  protected String etag;

  /** As a test calls it, and as a page that explains it. */
  protected PartnerCenterSandbox sandbox;

  protected PartnerCenterSandbox running;
  private EntraStub entra;
  private Path folder;

  /** The reader's store of secrets. */
  protected interface Vault {
    String read(String name);
  }

  /** What the page shows. */
  protected abstract void show() throws Exception;

  final void run(PartnerCenterSandbox sandbox, EntraStub entra, Path folder) throws Exception {
    this.sandbox = sandbox;
    running = sandbox;
    this.entra = entra;
    this.folder = folder;
    partner = partnerCenter().accessTokens(accessTokens).build();
    user = partner.customers().byId(customerId).users().byId(userId);
    etag = user.get().getAttributes().getEtag();
    show();
  }

  /** In place of {@code PartnerCenter.builder()}. */
  protected final PartnerCenter.Builder partnerCenter() {
    return PartnerCenter.builder().baseUrl(sandbox.baseUrl());
  }

  /** In place of {@code AppUserCredentials.builder()}. */
  protected final AppUserCredentials.Builder appUserCredentials() {
    return AppUserCredentials.builder().httpClient(entra.client());
  }

  /** In place of a folder of the reader's. */
  protected final Path folder() {
    return folder;
  }

  /** A client that was shown, or the one above, must work. */
  protected final void use(PartnerCenter client) {
    try (client) {
      client.customers().byId(customerId).users().byId(userId).get();
    }
  }

  /** The same of a builder, where the page shows no more than what is set. */
  protected final void use(PartnerCenter.Builder builder) {
    use(builder.accessTokens(accessTokens).build());
  }

  /** Any other expression has no more to it than that it can be evaluated. */
  protected final void use(Object value) {}
}
