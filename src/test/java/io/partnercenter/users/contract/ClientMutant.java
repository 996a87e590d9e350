package io.partnercenter.users.contract;

import okhttp3.OkHttpClient;

/** A client that does one thing wrong, for the proof that a consumer test notices. */
interface ClientMutant {
  /**
   * Makes the client wrong.
   *
   * @param changed is told each time that it does something else than the right one: a header that
   *     isn't sent can't be dropped
   */
  void install(OkHttpClient.Builder client, Runnable changed);
}
