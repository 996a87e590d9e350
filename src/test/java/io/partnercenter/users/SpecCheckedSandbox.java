package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.sandbox.Exchange;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import io.partnercenter.users.spec.SpecValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Starts a sandbox for each test. After the test, all its requests and responses are checked
 * against the spec. Tests start a sandbox in no other way.
 */
public final class SpecCheckedSandbox implements BeforeEachCallback, AfterEachCallback {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final List<PartnerCenter> clients = new ArrayList<>();
  private final List<PartnerCenterSandbox> others = new ArrayList<>();
  private final Clock clock;
  private PartnerCenterSandbox sandbox;

  public SpecCheckedSandbox() {
    this(Clock.systemUTC());
  }

  public SpecCheckedSandbox(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    sandbox = PartnerCenterSandbox.start(0, clock);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    clients.forEach(PartnerCenter::close);
    sandbox.close();
    others.forEach(PartnerCenterSandbox::close);
    boolean invalidRequests =
        AnnotationSupport.isAnnotated(context.getElement(), SendsInvalidRequests.class)
            || AnnotationSupport.isAnnotated(context.getTestClass(), SendsInvalidRequests.class);
    Stream.concat(Stream.of(sandbox), others.stream())
        .forEach(each -> check(each.exchanges(), invalidRequests));
  }

  /** Checks the exchanges now: for a test that makes the sandbox forget them by a reset. */
  public void checkExchanges() {
    check(sandbox.exchanges(), false);
  }

  static void check(List<Exchange> exchanges, boolean invalidRequests) {
    exchanges.forEach(exchange -> check(exchange, invalidRequests));
  }

  /**
   * Checks an exchange, but neither a response that the test injected, which may be as wrong as the
   * test needs it, nor one to a method that HTTP doesn't know: the spec has no such operation.
   */
  private static void check(Exchange exchange, boolean invalidRequests) {
    if (!invalidRequests) {
      assertThat(SpecValidator.requestProblems(exchange)).as("request of " + exchange).isEmpty();
    }
    if (!exchange.injected() && METHODS.contains(exchange.method())) {
      assertThat(SpecValidator.responseProblems(exchange)).as("response of " + exchange).isEmpty();
    }
  }

  public PartnerCenterSandbox get() {
    return sandbox;
  }

  /** Starts another sandbox on this port. It is checked and closed after the test, too. */
  public PartnerCenterSandbox start(int port) {
    PartnerCenterSandbox other = PartnerCenterSandbox.start(port, clock);
    others.add(other);
    return other;
  }

  /** Returns a client of the sandbox without retries. It is closed after the test. */
  public PartnerCenter client() {
    return client(PartnerCenter.builder().retries(RetryPolicy.none()));
  }

  /** Returns a client of the sandbox from this builder. It is closed after the test. */
  public PartnerCenter client(PartnerCenter.Builder builder) {
    return client(builder, AccessTokens.of("test-token"));
  }

  /** Returns a client from this builder, with these tokens. It is closed after the test. */
  public PartnerCenter client(PartnerCenter.Builder builder, AccessTokenProvider accessTokens) {
    PartnerCenter client = builder.baseUrl(sandbox.baseUrl()).accessTokens(accessTokens).build();
    clients.add(client);
    return client;
  }

  /** Returns the user that the sandbox has from the start. */
  public UserHandle user() {
    return user(client());
  }

  /** Returns the user that the sandbox has from the start, through this client. */
  public UserHandle user(PartnerCenter client) {
    return client
        .customers()
        .byId(PartnerCenterSandbox.CUSTOMER_ID)
        .users()
        .byId(PartnerCenterSandbox.USER_ID);
  }

  /** Returns the only exchange. Fails if there were none or more. */
  public Exchange onlyExchange() {
    assertThat(sandbox.exchanges()).hasSize(1);
    return sandbox.exchanges().get(0);
  }

  /** Returns the latest exchange. */
  public Exchange lastExchange() {
    List<Exchange> exchanges = sandbox.exchanges();
    return exchanges.get(exchanges.size() - 1);
  }
}
