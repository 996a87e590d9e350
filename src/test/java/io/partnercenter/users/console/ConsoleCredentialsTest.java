package io.partnercenter.users.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.entra.EntraStub;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import okhttp3.tls.HeldCertificate;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console gets its tokens with credentials, through the JVM's proxy and trust store. */
class ConsoleCredentialsTest {
  private static final String SECRET = "client-secret-value";
  private static final String CONSENT = "consent-refresh-token";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PARTNER_CENTER_TENANT",
          "contoso.example",
          "PARTNER_CENTER_CLIENT_ID",
          "client-id",
          "PARTNER_CENTER_CLIENT_SECRET",
          SECRET,
          "PARTNER_CENTER_REFRESH_TOKEN",
          CONSENT);

  /** Shared, because creating it takes a while. */
  private static final HeldCertificate RSA = new HeldCertificate.Builder().rsa2048().build();

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @TempDir Path folder;
  private final EntraStub entra = new EntraStub();
  private WayToEntra wayToEntra;
  private String out = "";
  private String err = "";

  @BeforeEach
  void leadToTheStub() throws Exception {
    wayToEntra = new WayToEntra(entra, folder);
  }

  @AfterEach
  void restore() throws IOException {
    wayToEntra.close();
    entra.close();
    assertThat(out + err).doesNotContain(SECRET, CONSENT, "at-1", "rt-1");
  }

  @Test
  void credentialsCanBeInTheEnvironment() {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    int exitCode = update(ENVIRONMENT);

    assertThat(exitCode).as(err).isZero();
    assertThat(entra.grants.get(0)).containsEntry("refresh_token", CONSENT);
    assertThat(sandbox.onlyExchange().requestHeaders().get("Authorization"))
        .containsExactly("Bearer at-1");
  }

  @Test
  void credentialsCanBeInAFileAndTokensAreStored() throws IOException {
    Path file =
        secretFile(
            "credentials",
            "tenant=contoso.example\nclient-id=client-id\nclient-secret="
                + SECRET
                + "\nrefresh-token="
                + CONSENT
                + "\ntoken-store="
                + folder.resolve("tokens"));
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"), EntraStub.tokens("at-2", "rt-2"));

    assertThat(update(Map.of(), "--credentials-file=" + file)).as(err).isZero();
    assertThat(update(Map.of(), "--credentials-file=" + file)).as(err).isZero();

    assertThat(entra.grants.get(1)).containsEntry("refresh_token", "rt-1");
  }

  @Test
  void theValuesOfAFileHaveNoEscapes() throws IOException {
    // as Notepad on Windows writes it; java.util.Properties would see escapes and separators in it
    Path file =
        secretFile(
            "credentials",
            "\uFEFF# contoso\r\n\r\n  tenant = contoso.example \r\nclient-id=client-id\r\n"
                + "client-secret=C:\\Users\\new\\table=#!:\r\nrefresh-token="
                + CONSENT
                + "\r\n");
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));

    assertThat(update(Map.of(), "--credentials-file=" + file)).as(err).isZero();

    assertThat(entra.grants.get(0)).containsEntry("client_secret", "C:\\Users\\new\\table=#!:");
  }

  @Test
  void aMissingSettingOrFileIsNamed() throws IOException {
    assertThat(update(Map.of("PARTNER_CENTER_TENANT", "contoso.example"))).isEqualTo(2);
    assertThat(err).startsWith("PARTNER_CENTER_CLIENT_ID is missing\n");

    Path file = secretFile("some", "tenant=contoso.example\n");
    assertThat(update(Map.of(), "--credentials-file=" + file)).isEqualTo(2);
    assertThat(err).startsWith("client-id is missing in " + file + "\n");

    assertThat(update(Map.of(), "--credentials-file=" + folder.resolve("none"))).isEqualTo(2);
    assertThat(err).startsWith("--credentials-file can't be read: ").contains("it is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "tenant=contoso.example|secret-text, line 2",
    "tenant=contoso.example|client_id=x, line 2",
    "tenant=contoso.example||tenant=fabrikam.example, tenant is set twice (line 3",
  })
  void aWrongLineIsReportedByItsNumberAndNotShown(String lines, String problem) throws IOException {
    Path file = secretFile("some", lines.replace('|', '\n'));

    assertThat(update(Map.of(), "--credentials-file=" + file)).isEqualTo(2);

    assertThat(err).contains(problem).doesNotContain("secret-text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "r--r--r--"})
  void aFileThatOthersCanReadIsRefused(String mode) throws IOException {
    Path file = secretFile("some", "tenant=contoso.example");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThat(update(Map.of(), "--credentials-file=" + file)).isEqualTo(2);
    assertThat(err).contains("others can read " + file).contains("chmod 600 " + file);
    assertThat(update(Map.of(), "--token-file=" + file)).isEqualTo(2);
    assertThat(err).startsWith("--token-file: others can read " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "pem with password", "pkcs12"})
  void aCertificateSignsInInsteadOfASecret(String form) throws Exception {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    Map<String, String> environment = withCertificate(certificate(form));
    secretFile("password", "pass word\n");
    environment.put(
        "PARTNER_CENTER_CLIENT_CERTIFICATE_PASSWORD_FILE", folder.resolve("password").toString());

    assertThat(update(environment)).as(err).isZero();

    assertThat(entra.grants.get(0))
        .containsKey("client_assertion")
        .doesNotContainKey("client_secret");
  }

  @Test
  void aWrongPasswordOfACertificateIsReported() throws Exception {
    secretFile("password", "wrong");
    for (String form : List.of("pem with password", "pkcs12")) {
      Map<String, String> environment = withCertificate(certificate(form));
      environment.put(
          "PARTNER_CENTER_CLIENT_CERTIFICATE_PASSWORD_FILE", folder.resolve("password").toString());

      assertThat(update(environment)).isEqualTo(2);

      assertThat(err)
          .startsWith("PARTNER_CENTER_CLIENT_CERTIFICATE: no certificate with its key can be read")
          .contains("the password may be wrong");
    }
  }

  @Test
  void missingAndContradictorySettingsOfACertificateAreReported() throws Exception {
    assertThat(update(withCertificate(certificate("pkcs12")))).isEqualTo(2);
    assertThat(err)
        .startsWith("the certificate needs a password")
        .contains("PARTNER_CENTER_CLIENT_CERTIFICATE_PASSWORD_FILE");

    String pem = Files.readString(certificate("pem"));
    String keyOnly = pem.substring(pem.indexOf("-----BEGIN PRIVATE"));
    assertThat(update(withCertificate(secretFile("key", keyOnly)))).isEqualTo(2);
    assertThat(err).contains("it has no CERTIFICATE");

    String old = pem.replace("PRIVATE KEY", "RSA PRIVATE KEY");
    assertThat(update(withCertificate(secretFile("old", old)))).isEqualTo(2);
    assertThat(err).contains("openssl pkcs8");

    Map<String, String> both = withCertificate(certificate("pem"));
    both.put("PARTNER_CENTER_CLIENT_SECRET", SECRET);
    assertThat(update(both)).isEqualTo(2);
    assertThat(err).contains("are both set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificate", "password"})
  void aCertificateOrPasswordFileThatOthersCanReadIsRefused(String name) throws Exception {
    Map<String, String> environment = withCertificate(certificate("pkcs12"));
    environment.put(
        "PARTNER_CENTER_CLIENT_CERTIFICATE_PASSWORD_FILE",
        secretFile("password", "pass word").toString());
    Path file = folder.resolve(name);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(update(environment)).isEqualTo(2);

    assertThat(err)
        .startsWith("PARTNER_CENTER_CLIENT_CERTIFICATE")
        .contains("others can read " + file);
    assertThat(entra.grants).isEmpty();
  }

  /** The certificates after it are those of its issuers. */
  @Test
  void theFirstCertificateOfAChainIsTheApplications() throws Exception {
    entra.enqueue(EntraStub.tokens("at-1", "rt-1"));
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate held =
        new HeldCertificate.Builder().keyPair(RSA.keyPair()).signedBy(root).build();
    Path file =
        secretFile(
            "chain", held.privateKeyPkcs8Pem() + held.certificatePem() + root.certificatePem());

    assertThat(update(withCertificate(file))).as(err).isZero();

    String assertion = entra.grants.get(0).get("client_assertion");
    String header = assertion.substring(0, assertion.indexOf('.'));
    String thumbprint = ByteString.of(held.certificate().getEncoded()).sha256().base64();
    assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
        .contains(thumbprint);
  }

  private static Map<String, String> withCertificate(Path file) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.remove("PARTNER_CENTER_CLIENT_SECRET");
    environment.put("PARTNER_CENTER_CLIENT_CERTIFICATE", file.toString());
    return environment;
  }

  /** Returns a file with the certificate. If it has a password, that is "pass word". */
  private Path certificate(String form) throws Exception {
    HeldCertificate held = RSA;
    if (form.equals("pem")) {
      return secretFile("certificate", held.certificatePem() + held.privateKeyPkcs8Pem());
    }
    if (form.equals("pem with password")) {
      String algorithm = "PBEWithHmacSHA256AndAES_256";
      SecretKey key =
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec("pass word".toCharArray()));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] encrypted = cipher.doFinal(held.keyPair().getPrivate().getEncoded());
      byte[] pbes2 = {6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 5, 13};
      byte[] info =
          der(
              0x30,
              der(0x30, pbes2, cipher.getParameters().getEncoded()),
              der(0x04, encrypted)); // the JDK's own class can't write PBES2 before JDK 19
      return secretFile(
          "certificate",
          held.certificatePem()
              + "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(info)
              + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "pass word".toCharArray();
    store.setKeyEntry(
        "application",
        held.keyPair().getPrivate(),
        password,
        new Certificate[] {held.certificate()});
    Path file = secretFile("certificate", "");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return file;
  }

  private static byte[] der(int tag, byte[]... parts) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.write(part);
    }
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.size() > 127) {
      der.write(0x82); // the length takes two bytes
      der.write(content.size() >> 8);
    }
    der.write(content.size());
    content.writeTo(der);
    return der.toByteArray();
  }

  private Path secretFile(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  @Test
  void aRefusalOfEntraSaysWhatToDo() {
    entra.enqueue(EntraStub.refusal("invalid_grant", "AADSTS65001: No consent to " + SECRET));

    int exitCode = update(ENVIRONMENT);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err).contains("AADSTS65001").contains("a person must consent again");
  }

  @Test
  void checkReportsWhyThereIsNoToken() {
    entra.enqueue(EntraStub.refusal("invalid_grant", "AADSTS65001: No consent to " + SECRET));
    ConsoleRun run =
        ConsoleRun.of(
            ENVIRONMENT,
            "",
            "check",
            "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
            "--user=" + PartnerCenterSandbox.USER_ID,
            "--base-url=" + sandbox.get().baseUrl());
    out = run.out();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(out)
        .contains("token         NOT in order: ")
        .contains("AADSTS65001")
        .contains("a person must consent again")
        .contains("MFA           not known");
  }

  private int update(Map<String, String> environment, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--customer=" + PartnerCenterSandbox.CUSTOMER_ID);
    arguments.add("--user=" + PartnerCenterSandbox.USER_ID);
    arguments.add("--usage-location=SE");
    arguments.add("--base-url=" + sandbox.get().baseUrl());
    ConsoleRun run = ConsoleRun.of(environment, "", arguments.toArray(new String[0]));
    out = run.out();
    err = run.err();
    return run.exitCode();
  }
}
