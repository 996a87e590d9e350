package io.partnercenter.users.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A certificate of the application with its RSA key, read from a PEM or PKCS#12 file. */
final class ClientCertificate {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----");

  private final PrivateKey privateKey;
  private final X509Certificate certificate;

  private ClientCertificate(PrivateKey privateKey, X509Certificate certificate) {
    this.privateKey = privateKey;
    this.certificate = certificate;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  X509Certificate certificate() {
    return certificate;
  }

  /**
   * Reads the file.
   *
   * @param name the setting with the path of the file, for messages
   * @param password called only if the file needs a password
   * @throws IllegalArgumentException if the file can't be used; the message says why
   */
  static ClientCertificate read(String name, Path file, Supplier<String> password) {
    byte[] bytes = SecretFile.bytes(name, file);
    try {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.contains("-----BEGIN ")
          ? ofPem(text, password)
          : ofPkcs12(bytes, password.get().toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          name
              + ": no certificate with its key can be read from "
              + file
              + ": the password may be wrong, or the file is neither PEM nor PKCS#12",
          e);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(name + ": " + file + ": " + e.getMessage(), e);
    }
  }

  private static ClientCertificate ofPkcs12(byte[] bytes, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), password);
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.getKey(alias, password);
      Certificate certificate = store.getCertificate(alias);
      if (key instanceof PrivateKey && certificate instanceof X509Certificate) {
        return new ClientCertificate((PrivateKey) key, (X509Certificate) certificate);
      }
    }
    throw new IllegalStateException("it has no key");
  }

  private static ClientCertificate ofPem(String text, Supplier<String> password)
      throws GeneralSecurityException, IOException {
    PrivateKey key = null;
    X509Certificate certificate = null;
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] bytes = base64(block.group(2));
      if (block.group(1).equals("CERTIFICATE") && certificate == null) {
        certificate = certificate(bytes); // the first is the application's; the others sign it
      } else if (block.group(1).endsWith("PRIVATE KEY")) {
        key = key(block.group(1), bytes, password);
      }
    }
    if (key == null || certificate == null) {
      throw new IllegalStateException(
          "it has no " + (key == null ? "PRIVATE KEY" : "CERTIFICATE") + ": both are needed");
    }
    return new ClientCertificate(key, certificate);
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("one of its blocks is not valid base64", e);
    }
  }

  private static X509Certificate certificate(byte[] bytes) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  private static PrivateKey key(String kind, byte[] bytes, Supplier<String> password)
      throws GeneralSecurityException, IOException {
    PKCS8EncodedKeySpec spec;
    switch (kind) {
      case "PRIVATE KEY":
        spec = new PKCS8EncodedKeySpec(bytes);
        break;
      case "ENCRYPTED PRIVATE KEY":
        spec = decrypted(bytes, password.get());
        break;
      default:
        throw new IllegalStateException(
            "its key is in the old form "
                + kind
                + ": convert it with openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
    }
    return KeyFactory.getInstance("RSA").generatePrivate(spec);
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] bytes, String password)
      throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(bytes);
    AlgorithmParameters parameters = encrypted.getAlgParameters();
    String algorithm = algorithm(encrypted, parameters);
    SecretKey key =
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    return encrypted.getKeySpec(cipher);
  }

  /** Returns the name of the algorithm. With PBES2, only the parameters have the whole name. */
  private static String algorithm(
      EncryptedPrivateKeyInfo encrypted, @Nullable AlgorithmParameters parameters) {
    String name = encrypted.getAlgName();
    return parameters != null && (name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13"))
        ? parameters.toString()
        : name;
  }
}
