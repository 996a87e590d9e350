package io.partnercenter.users.internal;

import io.partnercenter.users.AccessTokenProvider;
import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.LogDetail;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.internal.time.Timer;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Creates the call path without a PartnerCenter. */
public final class CallFactories {
  private CallFactories() {}

  public static RetryingCallFactory create() {
    return create(AccessTokens.of("t"), Duration.ofSeconds(20));
  }

  /** Returns a call path without retries. */
  public static RetryingCallFactory create(AccessTokenProvider tokens, Duration timeout) {
    OkHttpClient.Builder client = new OkHttpClient.Builder();
    HttpClients.configure(client, HttpUrl.get("http://127.0.0.1/"));
    return new RetryingCallFactory(
        client.build(),
        new CallHeaders("test", false),
        tokens,
        RetryPolicy.none(),
        timeout,
        () -> 0,
        Timer.SYSTEM,
        new CallbackExecutor(null),
        new CallLog(null, LogDetail.OUTCOME, Timer.SYSTEM));
  }
}
