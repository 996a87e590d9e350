package io.partnercenter.users.console;

import io.partnercenter.users.entra.EntraStub;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** Directs this JVM's calls of Entra to the stub, through a proxy and a trust store. */
final class WayToEntra implements AutoCloseable {
  private static final String[] PROPERTIES = {
    "https.proxyHost",
    "https.proxyPort",
    "javax.net.ssl.trustStore",
    "javax.net.ssl.trustStorePassword"
  };

  static final Map<String, String> APPLICATION =
      Map.of(
          "PARTNER_CENTER_TENANT", "contoso.example",
          "PARTNER_CENTER_CLIENT_ID", "client-id",
          "PARTNER_CENTER_CLIENT_SECRET", "client-secret-value");

  WayToEntra(EntraStub entra, Path folder) throws Exception {
    InetSocketAddress proxy = (InetSocketAddress) entra.proxy().address();
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
    System.setProperty(
        "javax.net.ssl.trustStore", entra.trustStore(folder.resolve("trusted")).toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "password");
  }

  @Override
  public void close() {
    for (String property : PROPERTIES) {
      System.clearProperty(property);
    }
  }
}
