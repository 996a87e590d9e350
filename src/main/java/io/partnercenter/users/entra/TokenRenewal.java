package io.partnercenter.users.entra;

import io.partnercenter.users.entra.EntraException.Kind;
import io.partnercenter.users.entra.TokenEndpoint.Exchange;
import io.partnercenter.users.internal.time.Timer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Renews the access token of one account: reads the store, exchanges a refresh token and writes the
 * store. All of this happens under the lock of the store, so that no other process uses the same
 * refresh token. Blocks. Used by one thread at a time.
 *
 * <p>The stored refresh token is used first. The refresh token of the consent is requested if the
 * store has none, if Entra refuses the stored one, or if the service refused access tokens of the
 * stored one because they lack MFA.
 */
final class TokenRenewal implements Renewal {
  private static final int MAX_MESSAGE = 300;

  /**
   * How long before its expiry a token is renewed: a call may take this long, and clocks may
   * differ.
   */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final Account account;
  private final TokenStore store;
  private final @Nullable ConsentToken consent;
  private final TokenEndpoint endpoint;
  private final MfaRefusals mfaRefusals;
  private final Secrets secrets;
  private final Logger logger;
  private final Timer timer;

  /** The content of the store when it was last read or written. */
  private @Nullable String lastRead;

  /** The tokens that are not saved yet. */
  private volatile @Nullable StoredTokens unsaved;

  private boolean warnedUnsaved;

  TokenRenewal(
      Account account,
      TokenStore store,
      @Nullable ConsentToken consent,
      TokenEndpoint endpoint,
      MfaRefusals mfaRefusals,
      Secrets secrets,
      Logger logger,
      Timer timer) {
    this.account = account;
    this.store = store;
    this.consent = consent;
    this.endpoint = endpoint;
    this.mfaRefusals = mfaRefusals;
    this.secrets = secrets;
    this.logger = logger;
    this.timer = timer;
  }

  @Override
  public AccessToken renew(Limit limit, Consumer<AccessToken> obtained) {
    TokenStore.Lock lock = null;
    try {
      StoredTokens stored;
      boolean mayWrite = false;
      try {
        lock = store.lock();
        stored = read();
        mayWrite = true; // what can't be read isn't replaced
      } catch (IOException | RuntimeException e) {
        stored = unsaved;
        if (stored == null) {
          throw storeFailure(e);
        }
      }
      return renew(stored, mayWrite, limit, obtained);
    } finally {
      release(lock);
    }
  }

  /** Returns the tokens in the store, or newer ones that could not be saved. */
  private @Nullable StoredTokens read() throws IOException {
    String text = store.load();
    StoredTokens newer = unsaved;
    if (newer != null && (Objects.equals(text, lastRead) || !isTokens(text))) {
      return newer; // nobody has saved since, or a save failed half-way
    }
    unsaved = null; // another process has saved since
    lastRead = text;
    if (text == null) {
      return null;
    }
    StoredTokens stored = StoredTokens.parse(text);
    secrets.add(stored.refreshToken());
    stored.requireAccount(account);
    return stored;
  }

  private static boolean isTokens(@Nullable String text) {
    if (text == null) {
      return false;
    }
    try {
      StoredTokens.parse(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private AccessToken renew(
      @Nullable StoredTokens stored,
      boolean mayWrite,
      Limit limit,
      Consumer<AccessToken> obtained) {
    EntraException refusal = null;
    boolean afterMfaRefusal = stored != null && mfaRefusals.has(stored.consent());
    if (stored != null && !afterMfaRefusal) {
      try {
        return use(stored, false, mayWrite, limit, obtained);
      } catch (EntraException e) {
        if (e.kind() != Kind.TOKEN_REFUSED) {
          throw e;
        }
        refusal = e;
      }
    }
    StoredTokens next = stored;
    if (consent != null) {
      next = StoredTokens.ofConsent(account, consent.get(limit));
    }
    if (next == null) {
      throw nothingStored();
    }
    if (mfaRefusals.isFinal(next.consent())) {
      throw mfaRequired();
    }
    if (consent == null && refusal != null) {
      throw refusal;
    }
    return use(next, afterMfaRefusal, mayWrite, limit, obtained);
  }

  private AccessToken use(
      StoredTokens tokens,
      boolean afterMfaRefusal,
      boolean mayWrite,
      Limit limit,
      Consumer<AccessToken> obtained) {
    AtomicReference<@Nullable StoredTokens> renewed = new AtomicReference<>();
    Exchange exchange;
    try {
      exchange =
          endpoint.refresh(
              tokens.refreshToken(),
              received -> renewed.set(tokens.withRefreshToken(received)),
              limit);
    } catch (EntraException e) {
      StoredTokens received = renewed.get();
      if (received != null) { // Entra may no longer accept the previous one
        keep(received, mayWrite);
      }
      throw e;
    }
    AccessToken token = accessToken(exchange, tokens.consent(), afterMfaRefusal);
    obtained.accept(token);
    keep(Objects.requireNonNullElse(renewed.get(), tokens), mayWrite);
    return token;
  }

  private AccessToken accessToken(Exchange exchange, String usedConsent, boolean afterMfaRefusal) {
    long now = timer.nanoTime();
    long lifetime = exchange.response.lifetime().toNanos();
    return new AccessToken(
        exchange.response.accessToken(),
        now + lifetime - Math.min(EARLY.toNanos(), lifetime / 2),
        now + lifetime,
        usedConsent,
        afterMfaRefusal);
  }

  private void keep(StoredTokens tokens, boolean mayWrite) {
    unsaved = tokens;
    if (mayWrite) {
      save(tokens);
    }
  }

  /** Saves the tokens. If that fails, they aren't lost: they are kept and saved later. */
  private void save(StoredTokens tokens) {
    String text = tokens.format();
    try {
      store.save(text);
      lastRead = text;
      unsaved = null;
      warnedUnsaved = false;
    } catch (IOException | RuntimeException e) {
      warnUnsaved(e);
    }
  }

  private void warnUnsaved(Throwable failure) {
    if (!warnedUnsaved) {
      warnedUnsaved = true;
      logger.log(
          Level.WARNING,
          "The renewed tokens can't be saved; they are kept in memory, and saving is tried again: "
              + secrets.clean(failure.toString(), MAX_MESSAGE));
    }
  }

  @Override
  public boolean hasUnsaved() {
    return unsaved != null;
  }

  @Override
  public void saveAgain() {
    TokenStore.Lock lock = null;
    try {
      lock = store.lock();
      read();
      StoredTokens tokens = unsaved;
      if (tokens != null) {
        save(tokens);
      }
    } catch (IOException | RuntimeException e) {
      warnUnsaved(e);
    } finally {
      release(lock);
    }
  }

  private void release(TokenStore.@Nullable Lock lock) {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException | RuntimeException e) { // a failed release must not lose the tokens
      logger.log(
          Level.WARNING,
          "The lock of the token store can't be released: "
              + secrets.clean(e.toString(), MAX_MESSAGE));
    }
  }

  private EntraException storeFailure(Exception cause) {
    return new EntraException(
        Kind.TRANSIENT,
        "the token store failed: " + secrets.clean(String.valueOf(cause.getMessage()), MAX_MESSAGE),
        secrets.mask(cause));
  }

  private static EntraException nothingStored() {
    return new EntraException(
        Kind.PERMANENT,
        "there is no refresh token: the token store is empty, and no refreshToken was given; "
            + "a person must consent first",
        null);
  }

  private static EntraException mfaRequired() {
    return new EntraException(
        Kind.PERMANENT,
        "the service refuses the tokens of this consent because they lack MFA: "
            + EntraRefusals.CONSENT_AGAIN,
        null);
  }
}
