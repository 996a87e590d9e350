package io.partnercenter.users;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Keeps MSAL's cache in a store, locked from its load to its save. */
final class StoredTokenCache implements ITokenCacheAccessAspect {
  private final TokenStore store;

  /** MSAL uses its cache by one thread at a time. */
  private TokenStore.@Nullable Lock lock;

  StoredTokenCache(TokenStore store) {
    this.store = store;
  }

  @Override
  public void beforeCacheAccess(ITokenCacheAccessContext context) {
    try {
      lock = store.lock();
      String tokens = store.load();
      if (tokens != null) {
        context.tokenCache().deserialize(tokens);
      }
    } catch (IOException e) {
      unlock();
      throw failure(e);
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

  private void unlock() {
    TokenStore.Lock held = lock;
    lock = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  private static UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException("the token store failed: " + cause.getMessage(), cause);
  }
}
