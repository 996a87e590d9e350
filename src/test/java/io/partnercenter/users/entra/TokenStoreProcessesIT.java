package io.partnercenter.users.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.internal.time.Timer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes that use one token store, and processes that are killed. The tests take
 * minutes: see CONTRIBUTING.md.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TokenStoreProcessesIT {
  private static final int SECONDS = 60;
  private static final int ROUNDS = 50;

  @TempDir Path folder;

  /** Entra refuses a refresh token that was used before: each renewal must use the latest one. */
  @Test
  void twoProcessesUseEachRefreshTokenOnce() throws Exception {
    AtomicInteger latest = new AtomicInteger();
    Map<String, Boolean> used = new ConcurrentHashMap<>();
    AtomicInteger reuses = new AtomicInteger();
    try (EntraStub entra = new EntraStub()) {
      entra.respondWith(
          grant -> {
            String token = grant.get("refresh_token");
            if (used.put(token, true) != null) {
              reuses.incrementAndGet();
              return EntraStub.refusal("invalid_grant", "AADSTS50173: It was used.");
            }
            int next = latest.incrementAndGet();
            return EntraStub.tokens("at-" + next, "rt-" + next);
          });
      InetSocketAddress proxy = (InetSocketAddress) entra.proxy().address();
      String[] options = {
        "-Dhttps.proxyHost=127.0.0.1",
        "-Dhttps.proxyPort=" + proxy.getPort(),
        "-Djavax.net.ssl.trustStore=" + entra.trustStore(folder.resolve("trusted")),
        "-Djavax.net.ssl.trustStorePassword=password"
      };
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        processes.add(
            java(
                options,
                RenewsForAWhile.class,
                folder.resolve("tokens").toString(),
                String.valueOf(SECONDS)));
      }
      List<String> reports = new ArrayList<>();
      for (Process process : processes) {
        reports.add(outputOf(process).strip());
        assertThat(process.waitFor()).isZero();
      }
      System.out.println(
          "two processes, " + SECONDS + " s: " + reports + ", requests " + entra.grants.size());

      assertThat(reuses).as("uses of a used refresh token").hasValue(0);
      assertThat(reports).allMatch(report -> report.matches("[1-9]\\d* renewals, 0 failures"));
      assertThat(entra.grants).hasSizeGreaterThan(SECONDS);
    }
  }

  /** A program that renews tokens like one that is started again and again. */
  static final class RenewsForAWhile {
    public static void main(String[] args) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(args[1]));
      int renewals = 0;
      int failures = 0;
      while (System.nanoTime() < end) {
        try {
          AppUserCredentials.builder()
              .partnerTenant("contoso.example")
              .clientId("client-id")
              .clientSecret("client-secret-value")
              .refreshToken("consent-refresh-token")
              .tokenStore(TokenStore.file(Path.of(args[0])))
              .build()
              .accessToken()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
          renewals++;
        } catch (Exception e) {
          failures++;
          System.err.println(e);
        }
      }
      System.out.println(renewals + " renewals, " + failures + " failures");
    }
  }

  @Test
  void aProcessThatIsKilledLosesNothingThatItSaved() throws Exception {
    Path file = folder.resolve("tokens");
    Random random = new Random(1);
    int leftovers = 0;
    int saves = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Process process = java(new String[0], SavesForEver.class, file.toString());
      int last = killAfter(process, 1 + random.nextInt(40));
      saves = last;
      try (Stream<Path> files = Files.list(folder)) {
        List<String> names = files.map(each -> each.getFileName().toString()).toList();
        assertThat(names).isSubsetOf("tokens", "tokens.lock", "tokens.new");
        leftovers += names.contains("tokens.new") ? 1 : 0;
      }
      FileTokenStore store = new FileTokenStore(file, Timer.SYSTEM);
      int saved = numberIn(store.load());
      assertThat(saved).as("what round " + round + " saved").isBetween(last, last + 1);
      store.lock().close();
      assertThat(folder.resolve("tokens.new")).doesNotExist();
    }
    System.out.println(
        ROUNDS
            + " kills after "
            + saves
            + " saves: nothing lost, .new left "
            + leftovers
            + " times");
  }

  /**
   * Reads the numbers that a process saves, kills the process in the save after this many, and
   * returns the last number.
   */
  private static int killAfter(Process process, int saves) throws Exception {
    int last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < saves; i++) {
        last = Integer.parseInt(lines.readLine());
      }
      process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.isEmpty() ? last : Integer.parseInt(line);
      }
    }
    assertThat(process.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
    return last;
  }

  /** A program that saves ascending numbers, and prints each number after it was saved. */
  static final class SavesForEver {
    public static void main(String[] args) throws IOException {
      FileTokenStore store = new FileTokenStore(Path.of(args[0]), Timer.SYSTEM);
      while (true) {
        TokenStore.Lock lock = store.lock();
        int next = numberIn(store.load()) + 1;
        store.save(next + " " + "x".repeat(100_000));
        lock.close();
        System.out.println(next);
        System.out.flush();
      }
    }
  }

  private static int numberIn(String text) {
    if (text == null) {
      return 0;
    }
    assertThat(text).hasSizeGreaterThan(100_000);
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }

  private static Process java(String[] options, Class<?> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String outputOf(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
