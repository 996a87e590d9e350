package io.partnercenter.users.sandbox;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.SpecChecked;
import io.partnercenter.users.UserHandle;
import io.partnercenter.users.model.CustomerUserUpdate;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each nested class is a test class as users write it, which a test of the extension runs. */
class PartnerCenterSandboxExtensionTest {
  /** The sandboxes and users of the tests that were run, in their order. */
  private static final List<PartnerCenterSandbox> SANDBOXES =
      Collections.synchronizedList(new ArrayList<>());

  private static final List<UserHandle> USERS = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void clearRecords() {
    SANDBOXES.clear();
    USERS.clear();
  }

  @Test
  void aStaticFieldHasOneSandboxThatIsResetBeforeEachTest() {
    succeeds(StaticField.class, 3);

    assertThat(SANDBOXES).hasSize(3).containsOnly(SANDBOXES.get(0));
    assertStopped();
  }

  @SpecChecked
  static class StaticField {
    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeAll
    static void theSandboxRuns() {
      sandbox.user().get();
      sandbox.sandbox().outage(503);
    }

    @RepeatedTest(2)
    void findsAFreshSandboxAndChangesIt() {
      checkThatItIsFreshAndChangeIt(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void usesTheSameSandbox() {
        checkThatItIsFreshAndChangeIt(sandbox);
      }
    }

    @AfterAll
    static void theSandboxStillRuns() {
      assertThat(sandbox.received().all()).isNotEmpty();
    }
  }

  @Test
  void anInstanceFieldHasANewSandboxForEachTest() {
    succeeds(InstanceField.class, 3);

    assertThat(SANDBOXES).hasSize(3).doesNotHaveDuplicates();
    assertStopped();
  }

  @SpecChecked
  static class InstanceField {
    @RegisterExtension
    private final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @RepeatedTest(2)
    void findsAFreshSandboxAndChangesIt() {
      checkThatItIsFreshAndChangeIt(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void usesANewSandbox() {
        checkThatItIsFreshAndChangeIt(sandbox);
      }
    }
  }

  @Test
  void anInstanceThatLivesForTheClassHasOneSandbox() {
    succeeds(InstancePerClass.class, 3);

    assertThat(SANDBOXES).hasSize(3).containsOnly(SANDBOXES.get(0));
    assertStopped();
  }

  @SpecChecked
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class InstancePerClass {
    @RegisterExtension
    final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeAll
    void theSandboxRuns() {
      sandbox.user().get();
    }

    @RepeatedTest(2)
    void findsAFreshSandboxAndChangesIt() {
      checkThatItIsFreshAndChangeIt(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void usesTheSameSandbox() {
        checkThatItIsFreshAndChangeIt(sandbox);
      }
    }
  }

  @Test
  void aNestedInstanceThatLivesForItsClassHasOneSandboxOfAnOuterInstanceField() {
    succeeds(NestedInstancePerClass.class, 2);

    assertThat(SANDBOXES).hasSize(2).containsOnly(SANDBOXES.get(0));
    assertStopped();
  }

  @SpecChecked
  static class NestedInstancePerClass {
    @RegisterExtension
    final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InANestedClass {
      @RepeatedTest(2)
      void findsAFreshSandboxAndChangesIt() {
        checkThatItIsFreshAndChangeIt(sandbox);
      }
    }
  }

  /**
   * Asserts that the sandbox has no trace of an earlier test, and then changes it in several ways.
   */
  private static void checkThatItIsFreshAndChangeIt(PartnerCenterSandboxExtension extension) {
    extension.received().none();
    assertThat(extension.user().get().getUsageLocation()).isEqualTo("US");
    extension.user().patch(CustomerUserUpdate.builder().usageLocation("SE").build());
    assertThat(extension.received().patches().single().patched("usageLocation")).isEqualTo("SE");
    extension.sandbox().expireToken(PartnerCenterSandboxExtension.ACCESS_TOKEN);
    extension.sandbox().outage(503);
    SANDBOXES.add(extension.sandbox());
    USERS.add(extension.user());
  }

  /** Asserts that no sandbox listens any longer, and that all clients are closed. */
  private static void assertStopped() {
    assertThat(USERS)
        .isNotEmpty()
        .allSatisfy(user -> assertThatIllegalStateException().isThrownBy(user::get));
    for (PartnerCenterSandbox stopped : SANDBOXES) {
      assertThat(URI.create(stopped.baseUrl()))
          .satisfies(
              url ->
                  assertThatExceptionOfType(ConnectException.class)
                      .isThrownBy(() -> new Socket(url.getHost(), url.getPort()).close()));
    }
  }

  @Test
  void aSecondTestOnASharedSandboxFailsAndSaysWhatToDo() {
    TestExecutionSummary summary = TestRun.of(SharedInParallel.class);

    assertThat(summary.getTestsStartedCount()).isEqualTo(2);
    assertThat(TestRun.failures(summary))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("instance field"));
    assertStopped();
  }

  @SpecChecked
  @Execution(ExecutionMode.CONCURRENT)
  static class SharedInParallel {
    private static final CountDownLatch HAS_CLIENT = new CountDownLatch(1);
    private static final CountDownLatch REFUSED = new CountDownLatch(1);

    @Order(1)
    @RegisterExtension
    static final OneAhead oneAhead = new OneAhead();

    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Test
    void one() throws InterruptedException {
      runUntilTheOtherTestIsRefused();
    }

    @Test
    void other() throws InterruptedException {
      runUntilTheOtherTestIsRefused();
    }

    private static void runUntilTheOtherTestIsRefused() throws InterruptedException {
      PartnerCenter client = sandbox.client();
      HAS_CLIENT.countDown();
      assertThat(REFUSED.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sandbox.client()).isSameAs(client);
      checkThatItIsFreshAndChangeIt(sandbox);
    }

    /** Makes the second test reach the sandbox while the first one uses it. */
    private static final class OneAhead implements BeforeEachCallback, AfterEachCallback {
      private final AtomicBoolean ahead = new AtomicBoolean();

      @Override
      public void beforeEach(ExtensionContext context) throws InterruptedException {
        if (ahead.getAndSet(true)) {
          assertThat(HAS_CLIENT.await(10, TimeUnit.SECONDS)).isTrue();
        }
      }

      /** Called after the extension of the sandbox, even for the test that was refused. */
      @Override
      public void afterEach(ExtensionContext context) {
        REFUSED.countDown();
      }
    }
  }

  @Test
  void testsWithTheirOwnSandboxesRunInParallel() {
    succeeds(OwnSandboxesInParallel.class, 2);

    assertThat(SANDBOXES).hasSize(2).doesNotHaveDuplicates();
    assertStopped();
  }

  @SpecChecked
  @Execution(ExecutionMode.CONCURRENT)
  static class OwnSandboxesInParallel {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    @RegisterExtension
    final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Test
    void one() throws InterruptedException {
      runWhileTheOtherTestRuns();
    }

    @Test
    void other() throws InterruptedException {
      runWhileTheOtherTestRuns();
    }

    private void runWhileTheOtherTestRuns() throws InterruptedException {
      BOTH.countDown();
      assertThat(BOTH.await(10, TimeUnit.SECONDS)).isTrue();
      checkThatItIsFreshAndChangeIt(sandbox);
    }
  }

  @Test
  void aFailedSetUpStopsTheSandbox() {
    TestExecutionSummary summary = TestRun.of(SetUpFails.class);

    assertThat(TestRun.failures(summary))
        .extracting(Throwable::getMessage)
        .containsExactly("set-up fails");
    assertStopped();
  }

  @SpecChecked
  static class SetUpFails {
    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeEach
    void fail() {
      SANDBOXES.add(sandbox.sandbox());
      USERS.add(sandbox.user());
      throw new IllegalArgumentException("set-up fails");
    }

    @Test
    void isNotReached() {}
  }

  @Test
  void anEarlierExtensionThatFailsLeavesNothingToStop() {
    assertThat(TestRun.failures(TestRun.of(EarlierExtensionFails.class)))
        .extracting(Throwable::getMessage)
        .containsExactly("earlier extension fails");
  }

  @SpecChecked
  static class EarlierExtensionFails {
    @Order(1)
    @RegisterExtension
    static final BeforeAllCallback earlier =
        new BeforeAllCallback() {
          @Override
          public void beforeAll(ExtensionContext context) {
            throw new IllegalArgumentException("earlier extension fails");
          }
        };

    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Test
    void isNotReached() {}
  }

  @Test
  void clientsAreReady() {
    succeeds(Clients.class, 7);
  }

  @SpecChecked
  static class Clients {
    private static PartnerCenter clientOfClass;
    private static PartnerCenter clientOfEarlierTest;

    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeAll
    static void requestAClient() {
      clientOfClass = sandbox.client();
    }

    @BeforeEach
    void aTestHasAnotherClientThanTheClass() {
      assertThat(sandbox.client()).isNotSameAs(clientOfClass);
    }

    @AfterAll
    static void afterTheTestsTheClassHasAnOpenClient() {
      sandbox.sandbox().reset();
      sandbox.user().get();
    }

    @Test
    void theClientIsTheSameThroughoutATest() {
      assertThat(sandbox.client()).isSameAs(sandbox.client());
    }

    @RepeatedTest(2)
    void eachTestHasAClientOfItsOwn() {
      assertThat(sandbox.client()).isNotSameAs(clientOfEarlierTest);
      if (clientOfEarlierTest != null) {
        assertThatIllegalStateException().isThrownBy(() -> user(clientOfEarlierTest).get());
      }
      clientOfEarlierTest = sandbox.client();
    }

    @Test
    void aClientOfTheClassOutlivesATest() {
      user(clientOfClass).get();
      sandbox.received().single();
    }

    @Test
    void aFailureReachesTheCallerAtOnce() {
      sandbox.sandbox().respondNext(NextResponse.builder().status(503).build());

      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> sandbox.user().get())
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
      sandbox.received().single();
    }

    @Test
    void customSettingsAreKept() {
      RetryPolicy retries =
          RetryPolicy.builder().maxAttempts(2).initialPause(Duration.ZERO).build();
      PartnerCenter client = sandbox.client(sandbox.builder().retries(retries));
      sandbox.sandbox().respondNext(NextResponse.builder().status(503).build());

      user(client).get();

      assertThat(sandbox.received().all()).hasSize(2);
    }

    @Test
    void aCustomBuilderGetsTheUrlOfTheSandbox() {
      sandbox.sandbox().acceptOnlyTokens("own-token");

      user(sandbox.client(PartnerCenter.builder().accessTokens(AccessTokens.of("own-token"))))
          .get();

      assertThat(sandbox.received().single().header("Authorization")).isEqualTo("Bearer own-token");
    }

    private static UserHandle user(PartnerCenter client) {
      return client.customers().byId(CUSTOMER_ID).users().byId(USER_ID);
    }
  }

  @Test
  void theSandboxUsesTheGivenClock() {
    succeeds(WithAClock.class, 1);
  }

  @SpecChecked
  static class WithAClock {
    private final TestClock clock = new TestClock();

    @RegisterExtension
    final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension(clock);

    @Test
    void aUserIsGoneAfter30Days() {
      sandbox.sandbox().deleteUser(CUSTOMER_ID, USER_ID);
      clock.advance(Duration.ofDays(30));

      assertThatExceptionOfType(PartnerServiceException.class)
          .isThrownBy(() -> sandbox.user().restore())
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    }
  }

  @Test
  void outsideATestEachMethodSaysWhenTheSandboxRuns() {
    PartnerCenterSandboxExtension extension = new PartnerCenterSandboxExtension();

    Stream.<Runnable>of(
            extension::sandbox,
            extension::client,
            extension::builder,
            extension::user,
            extension::received)
        .forEach(
            method ->
                assertThatIllegalStateException()
                    .isThrownBy(method::run)
                    .withMessageContaining("not running"));
  }

  private static void succeeds(Class<?> tests, int count) {
    TestExecutionSummary summary = TestRun.of(tests);
    assertThat(TestRun.failures(summary)).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(count);
  }
}
