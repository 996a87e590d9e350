package io.partnercenter.users.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

class OkHttpVersionTest {
  @Test
  void theTestsRunWithTheOkHttpVersionThatTheBuildNames() throws ReflectiveOperationException {
    // by reflection: the compiler would copy the constant OkHttp.VERSION into this class
    assertThat(OkHttp.class.getField("VERSION").get(null))
        .isEqualTo(System.getProperty("okhttp.version"));
  }
}
