package io.partnercenter.users.console;

import io.partnercenter.users.PartnerAuthenticationException;
import io.partnercenter.users.PartnerCloud;
import io.partnercenter.users.entra.AppUserConsent;
import io.partnercenter.users.entra.ConsentedAccount;
import io.partnercenter.users.entra.TokenStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gets a refresh token through a person's sign-in. */
@Command(
    name = "login",
    sortOptions = false,
    description = {
      "Gets a refresh token through a person's sign-in with MFA, and keeps it in the token store.",
      "The application must have the redirect address http://localhost registered (type Web)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the token store has the refresh token",
      "1:the sign-in failed; stderr says why",
      "2:wrong usage; nothing was sent"
    })
final class LoginCommand implements Callable<Integer> {
  private static final Duration WAIT = Duration.ofMinutes(5);

  /** The number of days after which an unused refresh token expires. */
  private static final int REFRESH_TOKEN_DAYS = 90;

  private final ConsoleEnvironment environment;
  private final Minute minute;
  private final Predicate<URI> browser;

  @Spec private CommandSpec spec;

  @Option(
      names = "--credentials-file",
      paramLabel = "FILE",
      description = {
        "File with the application and the token store, one NAME=VALUE per line: tenant,"
            + " client-id, client-secret (or client-certificate,"
            + " client-certificate-password-file), token-store.",
        "Without this option, they come from PARTNER_CENTER_TENANT and so on."
      })
  private @Nullable Path credentialsFile;

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description = "National cloud: ${COMPLETION-CANDIDATES}; default: GLOBAL.")
  private PartnerCloud cloud = PartnerCloud.GLOBAL;

  @Option(names = "--open", description = "Open the address in this machine's browser.")
  private boolean open;

  @Option(names = "--help", usageHelp = true, description = "Show this text.")
  private boolean help;

  LoginCommand(ConsoleEnvironment environment) {
    this(environment, redirects -> redirects.poll(1, TimeUnit.MINUTES), Browser::open);
  }

  /**
   * For tests, which replace the waiting and the browser.
   *
   * @param browser opens an address, and returns whether it could
   */
  LoginCommand(ConsoleEnvironment environment, Minute minute, Predicate<URI> browser) {
    this.environment = environment;
    this.minute = minute;
    this.browser = browser;
  }

  /** Waits up to a minute for a redirect. */
  interface Minute {
    /** Returns the next redirect; null if none came. */
    @Nullable URI await(BlockingQueue<URI> redirects) throws InterruptedException;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (RedirectListener listener = RedirectListener.listen()) {
      return login(listener);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  private int login(RedirectListener listener) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CredentialsSettings settings =
        credentialsFile != null
            ? CredentialsSettings.ofFile(credentialsFile, environment)
            : CredentialsSettings.ofEnvironment(environment);
    Path store = settings.tokenStore();
    AppUserConsent consent =
        settings
            .application(cloud)
            .tokenStore(TokenStore.file(store))
            .consent(listener.redirectUri());
    BlockingQueue<URI> redirects = new LinkedBlockingQueue<>();
    listener.start(consent::isAnswer, redirects::add);
    invite(consent.authorizationUri(), listener.redirectUri(), out);
    readPasted(consent, redirects);
    URI redirect = await(redirects, out);
    if (redirect == null) {
      return failed("nobody signed in within 5 minutes");
    }
    return complete(consent, redirect, store);
  }

  private void invite(URI address, URI redirectUri, PrintWriter out) {
    out.println("Open this address in a browser, and sign in with MFA:");
    out.println();
    out.println("  " + address);
    out.println();
    out.println("If that browser is on another machine, it ends at an address that it can't open:");
    out.println("  " + redirectUri + "/?code=...");
    out.println("Then paste that address here, and press Enter.");
    out.println();
    if (open && !browser.test(address)) {
      out.println("No browser could be opened here.");
    }
  }

  /** Reads on a separate thread, because the person may never type anything. */
  private void readPasted(AppUserConsent consent, BlockingQueue<URI> redirects) {
    PrintWriter err = spec.commandLine().getErr();
    Thread reader =
        new Thread(
            () -> {
              for (String line = environment.readLine();
                  line != null;
                  line = environment.readLine()) {
                URI pasted = uri(line.strip());
                if (pasted != null && consent.isAnswer(pasted)) {
                  redirects.add(pasted);
                  return;
                }
                if (!line.isBlank()) {
                  err.println("That is not the address at which this sign-in ended.");
                }
              }
            },
            "console-paste");
    reader.setDaemon(true);
    reader.start();
  }

  private static @Nullable URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable URI await(BlockingQueue<URI> redirects, PrintWriter out)
      throws InterruptedException {
    for (long minutes = WAIT.toMinutes(); minutes > 0; minutes--) {
      out.println("Waiting for the sign-in: " + minutes + " min left. Ctrl-C ends it.");
      URI redirect = minute.await(redirects);
      if (redirect != null) {
        return redirect;
      }
    }
    return null;
  }

  private int complete(AppUserConsent consent, URI redirect, Path store) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConsentedAccount account = consent.complete(redirect);
      String name = account.username();
      out.println();
      new TextOutput(out)
          .line("Signed in as " + (name == null ? "a person whose name Entra did not send" : name));
      if (Boolean.FALSE.equals(account.mfa())) {
        out.println("This sign-in was WITHOUT MFA: the service will refuse it. Sign in again.");
      }
      out.println("The refresh token is in " + store.toAbsolutePath());
      out.println(
          "It expires on "
              + LocalDate.now(ZoneId.systemDefault()).plusDays(REFRESH_TOKEN_DAYS)
              + " unless it is used before that day; each use renews it.");
      return 0;
    } catch (PartnerAuthenticationException e) {
      return failed("the sign-in failed: " + e.getMessage());
    }
  }

  private int failed(String description) {
    Reporter.of(spec.commandLine(), false).failed(FailureReport.of(description));
    return 1;
  }
}
