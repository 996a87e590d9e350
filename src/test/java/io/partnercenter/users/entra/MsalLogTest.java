package io.partnercenter.users.entra;

import static io.partnercenter.users.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.ManualTimer;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.tools.ToolProvider;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What MSAL logs if an application logs all levels. */
public class MsalLogTest {
  private static final String BINDER =
      """
      package org.slf4j.impl;

      public final class StaticLoggerBinder {
        public static StaticLoggerBinder getSingleton() {
          return new StaticLoggerBinder();
        }

        public org.slf4j.ILoggerFactory getLoggerFactory() {
          return io.partnercenter.users.entra.MsalLogTest.Log::named;
        }

        public String getLoggerFactoryClassStr() {
          return "Log";
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void msalLogsNoSecret() throws Exception {
    Path source = Files.writeString(folder.resolve("StaticLoggerBinder.java"), BINDER);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
        .isZero();
    List<URL> classPath = new ArrayList<>();
    classPath.add(folder.toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("slf4j-nop")) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    List<?> lines;
    try (URLClassLoader logged =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object caller = logged.loadClass(Caller.class.getName()).getConstructor().newInstance();
      lines = (List<?>) ((Callable<?>) caller).call();
    }

    assertThat(lines).asString().contains("com.microsoft.aad.msal4j");
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.toString())
                    .doesNotContain(
                        "client-secret", "consent-token", "access-token", "rotated-token", "eyJ"));
  }

  /** Runs in a class loader where everything is logged. */
  public static final class Caller implements Callable<List<String>> {
    @Override
    public List<String> call() throws Exception {
      try (EntraStub entra = new EntraStub()) {
        entra.enqueue(
            EntraStub.tokens("access-token-1", "rotated-token-1"),
            EntraStub.refusal("invalid_grant", "AADSTS50173: rotated-token-1 was revoked."),
            EntraStub.refusal(
                "invalid_client", "AADSTS7000215: Not client-secret-value for consent-token-1."),
            EntraStub.json("{\"refresh_token\":\"rotated-token-2\",\"expires_in\":\"soon\"}"),
            EntraStub.tokens("access-token-2", "rotated-token-3")
                .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
        TokenStore store = new MemoryTokenStore();
        for (int renewal = 0; renewal < 3; renewal++) {
          ManualTimer timer = new ManualTimer();
          CompletableFuture<String> token =
              AppUserCredentials.builder()
                  .partnerTenant("contoso.example")
                  .clientId("client-id")
                  .clientSecret("client-secret-value")
                  .refreshToken("consent-token-1")
                  .tokenStore(store)
                  .httpClient(entra.client())
                  .timer(timer)
                  .build()
                  .accessToken()
                  .toCompletableFuture();
          while (!token.isDone()) {
            eventually("it ends or pauses", () -> token.isDone() || timer.pending() == 2);
            timer.advance(Duration.ofSeconds(1));
          }
        }
        return Log.LINES;
      }
    }
  }

  /** Keeps the lines of all loggers, at all levels. */
  public static final class Log {
    static final List<String> LINES = new CopyOnWriteArrayList<>();

    private Log() {}

    public static Logger named(String name) {
      return (Logger)
          Proxy.newProxyInstance(
              Log.class.getClassLoader(),
              new Class<?>[] {Logger.class},
              (proxy, method, arguments) -> {
                if (method.getReturnType() == boolean.class) {
                  return true;
                }
                if (method.getReturnType() == String.class) {
                  return name;
                }
                StringWriter line = new StringWriter();
                line.append(method.getName()).append(' ').append(name);
                for (Object argument : arguments) {
                  line.append(' ').append(text(argument));
                }
                LINES.add(line.toString());
                return null;
              });
    }

    private static String text(Object argument) {
      if (argument instanceof Object[]) {
        return List.of((Object[]) argument).toString();
      }
      StringWriter text = new StringWriter().append(String.valueOf(argument));
      if (argument instanceof Throwable) {
        ((Throwable) argument).printStackTrace(new PrintWriter(text));
      }
      return text.toString();
    }
  }
}
