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
 * A sandbox for each test, the only way for a test to one: after the test, all that was sent to it
 * and all that it answered is checked against the spec.
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

  /** Before a reset makes the sandbox forget its exchanges. */
  public void checkExchanges() {
    check(sandbox.exchanges(), false);
  }

  static void check(List<Exchange> exchanges, boolean invalidRequests) {
    exchanges.forEach(exchange -> check(exchange, invalidRequests));
  }

  /**
   * An injected response is the test's own doing: it may be as wrong as the test needs it. One to a
   * method that HTTP doesn't know is none of a documented operation.
   */
  private static void check(Exchange exchange, boolean invalidRequests) {
    if (!invalidRequests) {
      assertThat(SpecValidator.requestProblems(exchange)).as("request of " + exchange).isEmpty();
    }
    if (!exchange.injected() && METHODS.contains(exchange.method())) {
      assertThat(SpecValidator.responseProblems(exchange)).as("answer of " + exchange).isEmpty();
    }
  }

  public PartnerCenterSandbox get() {
    return sandbox;
  }

  /** One more, on this port, checked and closed after the test as well. */
  public PartnerCenterSandbox start(int port) {
    PartnerCenterSandbox other = PartnerCenterSandbox.start(port, clock);
    others.add(other);
    return other;
  }

  /** A client of the sandbox that repeats nothing, closed after the test. */
  public PartnerCenter client() {
    return client(PartnerCenter.builder().retries(RetryPolicy.none()));
  }

  /** The builder's client, of the sandbox, closed after the test. */
  public PartnerCenter client(PartnerCenter.Builder builder) {
    return client(builder, AccessTokens.of("test-token"));
  }

  /** The builder's client, of the sandbox, with these tokens, closed after the test. */
  public PartnerCenter client(PartnerCenter.Builder builder, AccessTokenProvider accessTokens) {
    PartnerCenter client = builder.baseUrl(sandbox.baseUrl()).accessTokens(accessTokens).build();
    clients.add(client);
    return client;
  }

  /** The user there is from the start. */
  public UserHandle user() {
    return user(client());
  }

  /** The same, by a client. */
  public UserHandle user(PartnerCenter client) {
    return client
        .customers()
        .byId(PartnerCenterSandbox.CUSTOMER_ID)
        .users()
        .byId(PartnerCenterSandbox.USER_ID);
  }

  /** The one exchange there was. */
  public Exchange onlyExchange() {
    assertThat(sandbox.exchanges()).hasSize(1);
    return sandbox.exchanges().get(0);
  }

  /** The latest exchange. */
  public Exchange lastExchange() {
    List<Exchange> exchanges = sandbox.exchanges();
    return exchanges.get(exchanges.size() - 1);
  }
}
