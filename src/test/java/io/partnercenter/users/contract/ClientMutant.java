package io.partnercenter.users.contract;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client that does one thing wrong, for the proof that a consumer test notices. */
final class ClientMutant {
  private static volatile @Nullable Interceptor current;

  private ClientMutant() {}

  /** The clients of consumer tests are wrong in this way from now on; null: they are right. */
  static void set(@Nullable Interceptor mutant) {
    current = mutant;
  }

  static boolean isSet() {
    return current != null;
  }

  static void install(OkHttpClient.Builder client) {
    Interceptor mutant = current;
    if (mutant != null) {
      client.networkInterceptors().add(0, mutant);
    }
  }
}
