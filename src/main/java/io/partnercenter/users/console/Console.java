package io.partnercenter.users.console;

import io.partnercenter.users.AccessTokens;
import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import okhttp3.OkHttpClient;

/**
 * The program: starts the sandbox and plays the documented scenarios on it, showing each exchange.
 */
public final class Console {
  private Console() {}

  /**
   * Runs the program.
   *
   * @param args none
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length > 0) {
      System.err.println(
          "The console takes no arguments: it plays its scenario on a sandbox of its own.");
      System.exit(2);
    }
    play(out);
  }

  static void play(PrintStream out) {
    OkHttpClient client =
        new OkHttpClient.Builder().addNetworkInterceptor(new ExchangePrinter(out)).build();
    try (PartnerCenterSandbox sandbox = PartnerCenterSandbox.start();
        PartnerCenter partner =
            PartnerCenter.builder()
                .baseUrl(sandbox.baseUrl())
                .accessTokens(AccessTokens.of("a-token-the-sandbox-accepts"))
                .applicationName("console")
                .httpClient(client)
                .build()) {
      new Scenario(sandbox, partner, out).play();
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }
}
