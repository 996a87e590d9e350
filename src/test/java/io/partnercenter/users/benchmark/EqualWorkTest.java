package io.partnercenter.users.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All benchmarked variants do the same work. */
class EqualWorkTest {
  private static final JsonAdapter<Map<String, Object>> JSON =
      new Moshi.Builder()
          .build()
          .adapter(Types.newParameterizedType(Map.class, String.class, Object.class));

  @Test
  void everyPeerSendsTheSameRequestAndReadsTheSameUser() throws Exception {
    List<EqualExchanges.Exchange> all = EqualExchanges.all();

    assertThat(all)
        .extracting(EqualExchanges.Exchange::request)
        .hasSize(6)
        .containsOnly(all.get(0).request());
    assertThat(all).extracting(EqualExchanges.Exchange::user).containsOnly(Sample.user(0));
  }

  @ParameterizedTest
  @EnumSource
  void everyCodecWritesTheSameUpdate(Codec.Kind kind) throws IOException {
    Codec codec = kind.open();

    assertThat(JSON.fromJson(text(codec.encode(codec.update()))))
        .isEqualTo(JSON.fromJson(text(Codec.Kind.GENERATED.open().encode(Sample.update(0)))));
  }

  @ParameterizedTest
  @EnumSource
  void everyCodecReadsTheWholeUser(Codec.Kind kind) throws IOException {
    Codec codec = kind.open();
    Object user = codec.decode(Sample.response(0).getBytes(StandardCharsets.UTF_8));

    if (user instanceof PlainUser) {
      Map<String, Object> expected = JSON.fromJson(Sample.response(0));
      expected.values().removeIf(Objects::isNull);
      assertThat(JSON.fromJson(text(codec.encode(user)))).isEqualTo(expected);
    } else {
      assertThat(user).isEqualTo(Sample.user(0));
    }
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
