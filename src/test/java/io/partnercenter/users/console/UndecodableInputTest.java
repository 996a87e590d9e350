package io.partnercenter.users.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.PartnerCenterSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Undecodable input is refused: with replaced characters it is another name or password. */
class UndecodableInputTest {
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  @ParameterizedTest
  @ValueSource(strings = {"--display-name=Zo\ufffd", "--first-name=\ud83d", "--last-name=\udc00x"})
  void anArgumentIsRefusedWithTheNameOfItsOption(String argument) {
    ConsoleRun run = update(new byte[0], argument);

    refused(run, argument.substring(0, argument.indexOf('=')) + " has ");
  }

  @Test
  void aSeparateValueAndAnArgumentWithoutAnOptionAreRefused() {
    refused(update(new byte[0], "--display-name", "Zo\ufffd"), "--display-name has ");
    refused(update(new byte[0], "Zo\ufffd"), "argument 4 has ");
    refused(update(new byte[0], "--dry-run", "Zo\ufffd"), "argument 5 has ");
    refused(update(new byte[0], "--Zo\ufffd=x"), "argument 4 has ");
  }

  @Test
  void aPasswordOnStandardInputIsRefused() {
    refused(
        update("L\u00f6senord1*\n".getBytes(ISO_8859_1), "--reset-password"),
        "the new password on standard input has ");
    refused(
        update("Losenord1*\n".getBytes(UTF_16), "--reset-password"),
        "the new password on standard input has ");
  }

  @Test
  void bytesAfterTheLineOfThePasswordMayBeUndecodable() {
    byte[] stdin = "Losenord1*\n\u00f6".getBytes(ISO_8859_1);

    assertThat(update(stdin, "--reset-password").exitCode()).isZero();
    assertThat(sandbox.onlyExchange().requestBody()).contains("\"password\":\"Losenord1*\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", ""})
  void aByteOrderMarkIsNotPartOfAPassword(String end) throws IOException {
    ByteArrayOutputStream stdin = new ByteArrayOutputStream();
    stdin.write(BOM);
    stdin.write(("L\u00f6senord1*" + end).getBytes(UTF_8));

    assertThat(update(stdin.toByteArray(), "--reset-password").exitCode()).isZero();
    assertThat(sandbox.onlyExchange().requestBody()).contains("\"password\":\"L\u00f6senord1*\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\u001b[2J", "a\tb", "a\u0085b"})
  void aPasswordWithAControlCharacterIsRefused(String password) {
    refused(
        update((password + "\n").getBytes(UTF_8), "--reset-password"),
        "the new password has a control character");
  }

  @Test
  void aVariableIsRefused() {
    ConsoleRun run =
        ConsoleRun.of(
            Map.of("PARTNER_CENTER_TOKEN", "a\ufffdb"), "", arguments("--usage-location=SE"));

    refused(run, "PARTNER_CENTER_TOKEN has ");
  }

  @Test
  void aTokenFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("token"), "t\u00f6ken".getBytes(ISO_8859_1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    refused(
        update(new byte[0], "--usage-location=SE", "--token-file=" + file),
        "--token-file can't be read: " + file + ": it is not in UTF-8");
  }

  /** On other systems, the locale may not determine the encoding. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @CsvSource({
    "--display-name='Zo\u00eb', --display-name has",
    "--display-name 'Zo\u00eb', --display-name has",
    "--user='Zo\u00eb'@contoso.example, --user has",
  })
  void inTheLocaleOfCronAnArgumentIsRefused(String argument, String message) throws Exception {
    ConsoleProcess process = ConsoleProcess.run(Map.of("LC_ALL", "C"), "", line(argument));

    assertThat(process.exitCode()).as(process.output()).isEqualTo(2);
    assertThat(process.output()).contains(message).contains("LC_ALL=C.UTF-8");
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  /** JDK 17 decodes with the locale's encoding, later JDKs with UTF-8. */
  @Test
  void inTheLocaleOfCronAPasswordIsSentUnchangedOrNotAtAll() throws Exception {
    ConsoleProcess process =
        ConsoleProcess.run(Map.of("LC_ALL", "C"), "L\u00f6senord1*\n", line("--reset-password"));

    if (process.exitCode() == 0) {
      assertThat(sandbox.onlyExchange().requestBody()).contains("\"password\":\"L\u00f6senord1*\"");
    } else {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.output()).contains("the new password on standard input has ");
      assertThat(sandbox.get().exchanges()).isEmpty();
    }
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void inAUtf8LocaleTheNameIsSent() throws Exception {
    ConsoleProcess process =
        ConsoleProcess.run(Map.of("LC_ALL", "C.UTF-8"), "", line("--display-name='Zo\u00eb'"));

    assertThat(process.exitCode()).as(process.output()).isZero();
    assertThat(sandbox.onlyExchange().requestBody()).contains("\"displayName\":\"Zo\u00eb\"");
  }

  private void refused(ConsoleRun run, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith(message);
    assertThat(sandbox.get().exchanges()).isEmpty();
  }

  private ConsoleRun update(byte[] stdin, String... options) {
    return ConsoleRun.of(Map.of("PARTNER_CENTER_TOKEN", "any"), stdin, arguments(options));
  }

  /** Returns the arguments as a command line for a shell. */
  private String line(String options) {
    String base = String.join(" ", arguments());
    return options.contains("--user=")
        ? base.replaceAll("--user=\\S+", options) + " --last-name=X"
        : base + " " + options;
  }

  private String[] arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--customer=" + PartnerCenterSandbox.CUSTOMER_ID,
                "--user=" + PartnerCenterSandbox.USER_ID,
                "--base-url=" + sandbox.get().baseUrl()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }
}
