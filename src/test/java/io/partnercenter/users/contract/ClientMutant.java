package io.partnercenter.users.contract;

import okhttp3.OkHttpClient;

/** A client that does one thing wrong, to prove that a consumer test notices it. */
interface ClientMutant {
  /**
   * Makes the client wrong.
   *
   * @param changed is run for each request that differs from the right client's. Not every mutant
   *     changes every request: a header that isn't sent can't be dropped
   */
  void install(OkHttpClient.Builder client, Runnable changed);
}
