package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad arguments are refused by name where they are passed, and nothing is sent. */
class BadArgumentsTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final RequestOptions.Builder options = RequestOptions.builder();
  private final PartnerCenter.Builder builder = PartnerCenter.builder();

  @AfterEach
  void nothingWasSent() {
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  @Test
  void nullIdsAreRefused() {
    refusesNull("customerId", () -> sandbox.client().customers().byId(null));
    refusesNull(
        "userId", () -> sandbox.client().customers().byId(UUID.randomUUID()).users().byId(null));
    refusesNull("requestId", () -> options.requestId(null));
    refusesNull("correlationId", () -> options.correlationId(null));
  }

  @Test
  void nullArgumentsOfACallAreRefused() {
    UserHandle user = sandbox.user();
    refusesNull("update", () -> user.patch(null));
    refusesNull("update", () -> user.patchAsync(null));
    refusesNull("options", () -> user.getWithResponse(null));
    refusesNull("options", () -> user.restoreWithResponseAsync(null));
    refusesNull("password", () -> user.resetPassword(null, true));
  }

  @Test
  void anUpdateThatSetsNothingIsRefused() {
    CustomerUserUpdate nothing = CustomerUserUpdate.builder().build();
    refuses("update", () -> sandbox.user().patch(nothing));
    refuses("update", () -> sandbox.user().patchAsync(nothing));
  }

  @Test
  void aNullPropertyIsRefused() {
    refusesNull("usageLocation", () -> CustomerUserUpdate.builder().usageLocation(null));
  }

  @Test
  void aPasswordProfileWithoutPasswordIsRefused() {
    refuses("PasswordProfile.password", () -> PasswordProfile.builder().build());
  }

  @Test
  void aBlankPasswordIsRefused() {
    refuses("password", () -> sandbox.user().resetPassword("  ", true));
  }

  @Test
  void aPasswordIsRefusedOnTheCloudOf21Vianet() {
    UserHandle user = sandbox.user(sandbox.client(builder.cloud(PartnerCloud.CHINA)));
    CustomerUserUpdate update =
        CustomerUserUpdate.builder()
            .usageLocation("CN")
            .passwordProfile(PasswordProfile.builder().password("Renew456*").build())
            .build();
    refuses("update sets a password", () -> user.resetPassword("Renew456*", true));
    refuses("update sets a password", () -> user.patch(update));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\r\nX-Evil: 1", "a\nb", "tökön", "\u0000"})
  void aTextThatNoHeaderCanCarryIsRefused(String text) {
    refuses("accessToken", () -> AccessTokens.of(text));
    refuses("applicationName", () -> builder.applicationName(text));
    refuses("ifMatch", () -> options.ifMatch(text));
    refuses("locale", () -> options.locale(text));
  }

  @Test
  void theMessageDoesNotRepeatATextThatNoHeaderCanCarry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessTokens.of("secret\r\ntoken"))
        .withMessage("accessToken contains U+000D at index 6; a header takes printable ASCII only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.contoso.example",
        "http://10.0.0.1:8080",
        "http://127.0.0.1.evil.example",
        "http://127.999.999.999",
        "http://127.256.0.1",
        "http://localhost.evil.example",
        "http://[::2]/",
        "ftp://127.0.0.1",
        "127.0.0.1:8080",
        "nonsense",
        "",
        "https://user:secret@contoso.example",
        "https://contoso.example/?a=secret",
        "https://contoso.example/#a"
      })
  void aBaseUrlThatIsNotHttpsNorLoopbackIsRefused(String url) {
    builder.accessTokens(AccessTokens.of("t")).baseUrl(url);
    refuses("baseUrl", builder::build);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.contoso.example",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://127.8.9.10:1/prefix",
        "http://[::1]:8080/"
      })
  void httpsAndLoopbackAreAccepted(String url) {
    builder.accessTokens(AccessTokens.of("t")).baseUrl(url).build().close();
  }

  @Test
  void httpToAnotherHostIsAcceptedOnRequest() {
    builder
        .accessTokens(AccessTokens.of("t"))
        .baseUrl("http://sandbox:8080")
        .allowInsecureHttp()
        .build()
        .close();
  }

  @Test
  void everyPrintableAsciiCharacterIsAcceptedInAHeader() {
    options.locale("~ !").build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"\"", "\"abc", "abc\"", "a\"b", "\"a\",\"b\""})
  void anEtagWithAQuoteInsideIsRefused(String etag) {
    refuses("ifMatch", () -> options.ifMatch(etag));
  }

  @Test
  void missingAccessTokensAreRefused() {
    refusesNull("accessTokens", builder::build);
    refusesNull("accessTokens", () -> builder.accessTokens(null));
  }

  @Test
  void aLimitThatIsNotPositiveIsRefused() {
    refuses("timeout", () -> builder.timeout(Duration.ZERO));
    refuses("timeout", () -> options.timeout(Duration.ofSeconds(-1)));
    refusesNull("timeout", () -> options.timeout(null));
    refuses("connectTimeout", () -> builder.connectTimeout(Duration.ZERO));
    refuses("readTimeout", () -> builder.readTimeout(Duration.ZERO));
    refuses("writeTimeout", () -> builder.writeTimeout(Duration.ZERO));
    refuses("connectTimeout", () -> options.connectTimeout(Duration.ZERO));
    refuses("readTimeout", () -> options.readTimeout(Duration.ZERO));
    refuses("writeTimeout", () -> options.writeTimeout(Duration.ZERO));
  }

  @Test
  void anInvalidRetryPolicyIsRefused() {
    RetryPolicy.Builder policy = RetryPolicy.builder();
    Duration negative = Duration.ofNanos(-1);
    refuses("maxAttempts must be at least 1, not 0", () -> policy.maxAttempts(0));
    refuses("initialPause", () -> policy.initialPause(negative));
    refuses("maxPause", () -> policy.maxPause(negative));
    refuses("maxWait must not be negative, not PT-0.000000001S", () -> policy.maxWait(negative));
    refusesNull("maxPause", () -> policy.maxPause(null));
    refusesNull("retries", () -> builder.retries(null));
  }

  @Test
  void aLogWithoutLoggerIsRefused() {
    refusesNull("logger", () -> builder.logTo(null, LogDetail.OUTCOME));
    refusesNull("detail", () -> builder.logTo(System.getLogger("any"), null));
  }

  @Test
  void anInstrumentationThatIsNullOrReturnsNullIsRefused() {
    refusesNull("instrumentation", () -> builder.instrumentation(null));
    refusesNull("instrumentation", () -> sandbox.client(builder.instrumentation(client -> null)));
  }

  private static void refuses(String argument, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(argument);
  }

  private static void refusesNull(String argument, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessageContaining(argument);
  }
}
