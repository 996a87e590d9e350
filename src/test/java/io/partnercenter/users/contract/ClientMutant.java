package io.partnercenter.users.contract;

import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client that does one thing wrong, for the proof that a consumer test notices. */
final class ClientMutant {
  private static volatile @Nullable Consumer<OkHttpClient.Builder> current;

  private ClientMutant() {}

  /** The clients of consumer tests are wrong in this way from now on; null: they are right. */
  static void set(@Nullable Consumer<OkHttpClient.Builder> mutant) {
    current = mutant;
  }

  static boolean isSet() {
    return current != null;
  }

  static void install(OkHttpClient.Builder client) {
    Consumer<OkHttpClient.Builder> mutant = current;
    if (mutant != null) {
      mutant.accept(client);
    }
  }
}
