package io.partnercenter.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnercenter.users.RequestOptions;
import io.partnercenter.users.internal.text.Redaction;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final MediaType JSON = MediaType.get("application/json");

  @Test
  void theTokenAndEveryPasswordOfTheBodyAreMasked() {
    Redaction redaction =
        of("{\"a\":[{\"Password\":\"Renew456*\"}],\"password\":\"quo\\\"ted\"}", "the-token");

    assertThat(redaction.apply("Renew456* quo\"ted the-token the rest"))
        .isEqualTo("*** *** *** the rest");
  }

  /** A service may quote the request in the text of an error. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b\\\\c/d'e&f<g>h i+j\u00e5",
        "a\\\"b\\\\\\\\c\\/d'e&f<g>h i+j\u00e5", // as a JSON string
        "a\\u0022b\\u005C\\u005cc/d\\u0027e\\u0026f\\u003Cg\\u003Eh i\\u002Bj\\u00e5", // by .NET
        "a\\\\\\\"b\\\\\\\\\\\\\\\\c/d'e&f<g>h i+j\\\\u00e5", // JSON in JSON
        "a&quot;b\\\\c/d&#39;e&amp;f&lt;g&gt;h i&#x2B;j&#xE5;", // HTML
        "a%22b%5C%5cc%2Fd%27e%26f%3Cg%3Eh+i%2Bj%C3%A5", // a form
      })
  void aPasswordIsMaskedHoweverItsCharactersAreEscaped(String quoted) {
    Redaction redaction = of("{\"password\":\"a\\\"b\\\\\\\\c/d'e&f<g>h i+j\u00e5\"}", "the-token");

    assertThat(redaction.apply("text " + quoted + " text")).isEqualTo("text *** text");
    assertThat(redaction.apply("a\"b\\\\c/d'e&f<g>h i+k")).doesNotContain("***");
  }

  @Test
  void aTokenIsMaskedWithoutTheSpacesAroundIt() {
    assertThat(of("{}", " the-token ").apply("'the-token'")).isEqualTo("'***'");
  }

  @Test
  void aTokenThatIsTooShortIsNotMaskedButAnyPasswordIs() {
    assertThat(of("{\"password\":\"abc\"}", "token").apply("abc token")).isEqualTo("*** token");
    assertThat(of("{\"password\":\"\"}", "tokens").apply("abc tokens")).isEqualTo("abc ***");
  }

  @Test
  void aPasswordThatIsNotAStringIsNotMasked() {
    assertThat(of("{\"password\":1234567}", "the-token").apply("1234567")).isEqualTo("1234567");
  }

  @Test
  void aPasswordInABodyThatIsNotJsonIsNotKnown() {
    assertThat(of("{\"password\":\"Renew456*\"", "the-token").apply("a the-token"))
        .isEqualTo("a ***");
  }

  @Test
  void aBodyThatCanBeReadOnlyOnceIsNotRead() {
    RequestBody once =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return JSON;
          }

          @Override
          public boolean isOneShot() {
            return true;
          }

          @Override
          public void writeTo(BufferedSink sink) {
            throw new AssertionError("read");
          }
        };

    assertThat(of(once, "the-token").apply("the-token")).isEqualTo("***");
  }

  @Test
  void aFailureWithoutASecretIsKept() {
    Exception failure = new Exception("no", new Exception("secret"));

    assertThat(of("{}", "the-token").apply(failure)).isSameAs(failure);
  }

  @Test
  void ofAFailureWithASecretOnlyTheMessageAndTheStackTraceAreKept() {
    Exception failure = new Exception("said the-token", new Exception("the-token"));

    Throwable redacted = of("{}", "the-token").apply(failure);

    assertThat(redacted).hasMessage("java.lang.Exception: said ***").hasNoCause();
    assertThat(redacted.getStackTrace()).isEqualTo(failure.getStackTrace());
  }

  @Test
  void aSecretInACauseOrASuppressedExceptionIsRemovedToo() {
    Exception failure = new Exception("no", new Exception("the-token"));
    Exception other = new Exception("no");
    other.addSuppressed(new Exception("the-token"));

    assertThat(of("{}", "the-token").apply(failure)).isNotSameAs(failure).hasNoCause();
    assertThat(of("{}", "the-token").apply(other)).isNotSameAs(other).hasNoSuppressedExceptions();
  }

  private static Redaction of(String body, String token) {
    return of(RequestBody.create(body, JSON), token);
  }

  private static Redaction of(RequestBody body, String token) {
    CallContext context = new CallContext(RequestOptions.none(), false, null);
    context.addToken(token);
    return context.redaction(new Request.Builder().url("http://127.0.0.1/").patch(body).build());
  }
}
