package io.partnercenter.users.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

class OkHttpVersionTest {
  @Test
  void theTestsRunOnTheOkHttpThatTheBuildNames() throws ReflectiveOperationException {
    // not OkHttp.VERSION, which the compiler copies
    assertThat(OkHttp.class.getField("VERSION").get(null))
        .isEqualTo(System.getProperty("okhttp.version"));
  }
}
