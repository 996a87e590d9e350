package io.partnercenter.users;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.MsalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps MSAL's cache in a store, locked from its load to its save. */
final class StoredTokenCache implements ITokenCacheAccessAspect {
  private final TokenStore store;

  /** MSAL calls from several threads, and locks its cache only afterwards. */
  private final ReentrantLock inUse = new ReentrantLock();

  private TokenStore.@Nullable Lock lock;

  StoredTokenCache(TokenStore store) {
    this.store = store;
  }

  /** If it fails, MSAL doesn't call the other one. */
  @Override
  public void beforeCacheAccess(ITokenCacheAccessContext context) {
    inUse.lock();
    try {
      lock = store.lock();
      String tokens = store.load();
      if (tokens != null) {
        deserialize(context, tokens);
      }
    } catch (IOException e) {
      unlock();
      throw failure(e);
    } catch (RuntimeException | Error e) {
      unlock();
      throw e;
    }
  }

  @Override
  public void afterCacheAccess(ITokenCacheAccessContext context) {
    try {
      if (context.hasCacheChanged()) {
        store.save(context.tokenCache().serialize());
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      unlock();
    }
  }

  /** Its own failure would show the tokens. */
  private static void deserialize(ITokenCacheAccessContext context, String tokens)
      throws IOException {
    try {
      context.tokenCache().deserialize(tokens);
    } catch (MsalException e) {
      throw new IOException("it holds something else than tokens");
    }
  }

  private void unlock() {
    TokenStore.Lock held = lock;
    lock = null;
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      inUse.unlock();
    }
  }

  private static UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException("the token store failed: " + cause.getMessage(), cause);
  }
}
