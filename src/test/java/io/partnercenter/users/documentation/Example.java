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
 * The superclass of a page's statements or expression: it has the variables that they use without
 * declaring them. A variable that they declare hides the one here.
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

  /** The sandbox, by the name that the examples of a test use. */
  protected PartnerCenterSandbox sandbox;

  /** The same sandbox, by the name that the list of its conditions uses. */
  protected PartnerCenterSandbox running;

  private EntraStub entra;
  private Path folder;

  /** Stands for the reader's store of secrets. */
  protected interface Vault {
    String read(String name);
  }

  /** Runs the page's code. */
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

  /** Replaces {@code PartnerCenter.builder()} in the page's code. */
  protected final PartnerCenter.Builder partnerCenter() {
    return PartnerCenter.builder().baseUrl(sandbox.baseUrl());
  }

  /** Replaces {@code AppUserCredentials.builder()} in the page's code. */
  protected final AppUserCredentials.Builder appUserCredentials() {
    return AppUserCredentials.builder().httpClient(entra.client());
  }

  /** Replaces a folder of the reader in the page's code. */
  protected final Path folder() {
    return folder;
  }

  /** Checks that the page's client works, or the one above if the page builds none. */
  protected final void use(PartnerCenter client) {
    try (client) {
      client.customers().byId(customerId).users().byId(userId).get();
    }
  }

  /** Checks the client of a builder, if the page only configures a builder. */
  protected final void use(PartnerCenter.Builder builder) {
    use(builder.accessTokens(accessTokens).build());
  }

  /** Checks nothing: any other expression only has to be evaluated. */
  protected final void use(Object value) {}
}
