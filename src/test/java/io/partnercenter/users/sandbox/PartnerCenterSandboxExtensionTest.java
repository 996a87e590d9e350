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

/** The nested classes are tests as users write them; each is run by a test of the extension. */
class PartnerCenterSandboxExtensionTest {
  /** What the tests that are run had at hand, in their order. */
  private static final List<PartnerCenterSandbox> SANDBOXES =
      Collections.synchronizedList(new ArrayList<>());

  private static final List<UserHandle> USERS = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void forget() {
    SANDBOXES.clear();
    USERS.clear();
  }

  @Test
  void aStaticFieldIsOneSandboxForTheClassThatIsResetBeforeEachTest() {
    succeeds(StaticField.class, 3);

    assertThat(SANDBOXES).hasSize(3).containsOnly(SANDBOXES.get(0));
    assertStopped();
  }

  @SpecChecked
  static class StaticField {
    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeAll
    static void itRuns() {
      sandbox.user().get();
      sandbox.sandbox().outage(503);
    }

    @RepeatedTest(2)
    void findsAllAsAtTheStartAndLeavesItSpoilt() {
      spoil(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void itIsTheSameOne() {
        spoil(sandbox);
      }
    }

    @AfterAll
    static void itStillRuns() {
      assertThat(sandbox.received().all()).isNotEmpty();
    }
  }

  @Test
  void anInstanceFieldIsASandboxForEachTest() {
    succeeds(InstanceField.class, 3);

    assertThat(SANDBOXES).hasSize(3).doesNotHaveDuplicates();
    assertStopped();
  }

  @SpecChecked
  static class InstanceField {
    @RegisterExtension
    private final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @RepeatedTest(2)
    void findsAllAsAtTheStartAndLeavesItSpoilt() {
      spoil(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void itIsANewOne() {
        spoil(sandbox);
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
    void itRuns() {
      sandbox.user().get();
    }

    @RepeatedTest(2)
    void findsAllAsAtTheStartAndLeavesItSpoilt() {
      spoil(sandbox);
    }

    @Nested
    class InANestedClass {
      @Test
      void itIsTheSameOne() {
        spoil(sandbox);
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
      void findsAllAsAtTheStartAndLeavesItSpoilt() {
        spoil(sandbox);
      }
    }
  }

  /** Makes sure that nothing is left of the test before, and leaves something of all kinds. */
  private static void spoil(PartnerCenterSandboxExtension extension) {
    extension.received().none();
    assertThat(extension.user().get().getUsageLocation()).isEqualTo("US");
    extension.user().patch(CustomerUserUpdate.builder().usageLocation("SE").build());
    assertThat(extension.received().patches().single().patched("usageLocation")).isEqualTo("SE");
    extension.sandbox().expireToken(PartnerCenterSandboxExtension.ACCESS_TOKEN);
    extension.sandbox().outage(503);
    SANDBOXES.add(extension.sandbox());
    USERS.add(extension.user());
  }

  /** A stopped sandbox is listened to by nobody, and clients of it are closed. */
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
  void testsThatShareASandboxAtOnceFailAndSayWhatToDo() {
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
      runsUntilTheOtherIsRefused();
    }

    @Test
    void other() throws InterruptedException {
      runsUntilTheOtherIsRefused();
    }

    private static void runsUntilTheOtherIsRefused() throws InterruptedException {
      PartnerCenter client = sandbox.client();
      HAS_CLIENT.countDown();
      assertThat(REFUSED.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sandbox.client()).isSameAs(client);
      spoil(sandbox);
    }

    /** The second test comes to the sandbox while the first one uses it. */
    private static final class OneAhead implements BeforeEachCallback, AfterEachCallback {
      private final AtomicBoolean ahead = new AtomicBoolean();

      @Override
      public void beforeEach(ExtensionContext context) throws InterruptedException {
        if (ahead.getAndSet(true)) {
          assertThat(HAS_CLIENT.await(10, TimeUnit.SECONDS)).isTrue();
        }
      }

      /** After the sandbox's extension, also for the test that was refused. */
      @Override
      public void afterEach(ExtensionContext context) {
        REFUSED.countDown();
      }
    }
  }

  @Test
  void testsWithASandboxEachRunAtOnce() {
    succeeds(EachItsOwnInParallel.class, 2);

    assertThat(SANDBOXES).hasSize(2).doesNotHaveDuplicates();
    assertStopped();
  }

  @SpecChecked
  @Execution(ExecutionMode.CONCURRENT)
  static class EachItsOwnInParallel {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    @RegisterExtension
    final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @Test
    void one() throws InterruptedException {
      runsWhileTheOtherDoes();
    }

    @Test
    void other() throws InterruptedException {
      runsWhileTheOtherDoes();
    }

    private void runsWhileTheOtherDoes() throws InterruptedException {
      BOTH.countDown();
      assertThat(BOTH.await(10, TimeUnit.SECONDS)).isTrue();
      spoil(sandbox);
    }
  }

  @Test
  void aSetUpThatFailsStopsTheSandboxAllTheSame() {
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
  void anExtensionThatFailsBeforeItLeavesNothingToStop() {
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
    private static PartnerCenter ofClass;
    private static PartnerCenter ofEarlierTest;

    @RegisterExtension
    static final PartnerCenterSandboxExtension sandbox = new PartnerCenterSandboxExtension();

    @BeforeAll
    static void ask() {
      ofClass = sandbox.client();
    }

    @BeforeEach
    void aTestHasAnotherClientThanTheClass() {
      assertThat(sandbox.client()).isNotSameAs(ofClass);
    }

    @AfterAll
    static void theClassHasNotTheClientOfATest() {
      sandbox.sandbox().reset();
      sandbox.user().get();
    }

    @Test
    void theClientIsTheSameAllThroughATest() {
      assertThat(sandbox.client()).isSameAs(sandbox.client());
    }

    @RepeatedTest(2)
    void eachTestHasAClientOfItsOwn() {
      assertThat(sandbox.client()).isNotSameAs(ofEarlierTest);
      if (ofEarlierTest != null) {
        assertThatIllegalStateException().isThrownBy(() -> user(ofEarlierTest).get());
      }
      ofEarlierTest = sandbox.client();
    }

    @Test
    void aClientOfTheClassOutlivesATest() {
      user(ofClass).get();
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
    void settingsOfOnesOwnAreKept() {
      RetryPolicy retries =
          RetryPolicy.builder().maxAttempts(2).initialPause(Duration.ZERO).build();
      PartnerCenter client = sandbox.client(sandbox.builder().retries(retries));
      sandbox.sandbox().respondNext(NextResponse.builder().status(503).build());

      user(client).get();

      assertThat(sandbox.received().all()).hasSize(2);
    }

    @Test
    void aBuilderOfOnesOwnIsTurnedToTheSandbox() {
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
  void theClockIsTheOneHandedIn() {
    succeeds(ByAClock.class, 1);
  }

  @SpecChecked
  static class ByAClock {
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
  void withoutATestItSaysWhenItRuns() {
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
