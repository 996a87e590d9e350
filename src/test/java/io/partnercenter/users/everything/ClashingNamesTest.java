package io.partnercenter.users.everything;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.partnercenter.users.everything.api.ClashingNamesApi;
import io.partnercenter.users.everything.api.Model3dGroEApi;
import io.partnercenter.users.everything.model.ConfigurationModel;
import io.partnercenter.users.everything.model.CustomerUser2;
import io.partnercenter.users.everything.model.DefaultModel;
import io.partnercenter.users.everything.model.FoundResponse;
import io.partnercenter.users.everything.model.JsonAdapterModel;
import io.partnercenter.users.everything.model.Model3d;
import io.partnercenter.users.everything.model.ModelJsonAdapters;
import io.partnercenter.users.everything.model.ModuleModel;
import io.partnercenter.users.everything.model.PlacesApiModel;
import io.partnercenter.users.everything.model.StringModel;
import io.partnercenter.users.everything.model.ThingJsonAdapterModel;
import io.partnercenter.users.everything.model.TypeModel;
import io.partnercenter.users.everything.model.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;

/**
 * Names that Java doesn't allow, or allows only once. They are changed in Java and stay the same on
 * the wire.
 */
class ClashingNamesTest {
  private static final JsonAdapter<ModuleModel> MODULES =
      new Moshi.Builder().add(new ModelJsonAdapters()).build().adapter(ModuleModel.class);

  private static ModuleModel.Builder required() {
    return ModuleModel.builder().equals_("e").hasName(true);
  }

  @Test
  void eachPropertyKeepsItsNameOnTheWire() throws IOException {
    ModuleModel module =
        ModuleModel.builder()
            .sku("1")
            .sku2("2")
            .sku3("3")
            .class_("4")
            .class_2("5")
            .equals_(List.of(6L))
            .wait_(7L)
            .build_("8")
            .builder("9")
            .that("10")
            .other("11")
            .text("12")
            .changes("13")
            .unknownProperties_("14")
            .name("15")
            .hasName(true)
            .namePATTERN("16")
            .value("17")
            .value2("18")
            ._3d("19")
            .quoteBackSlash("20")
            .lineBreak("21")
            .u002a("22")
            .größe("23")
            .type(TypeModel.builder().value("24").build())
            .string(StringModel.builder().string("25").build())
            .jsonAdapter(
                JsonAdapterModel.builder().moshi(TypeModel.builder().value("26").build()).build())
            .customerUser(CustomerUser2.builder().id("27").build())
            .build();

    String json =
        "{'SKU':'1','Sku':'2','sku':'3','class':'4','Class':'5','Equals':[6],'wait':7,'build':'8',"
            + "'builder':'9','that':'10','other':'11','text':'12','changes':'13',"
            + "'unknownProperties':'14','name':'15','hasName':true,'NAME_PATTERN':'16','_':'17',"
            + "'*':'18','3d':'19','quote\\'back\\\\slash':'20','line\\nbreak':'21','*/ \\\\u002a':'22',"
            + "'größe':'23','type':{'value':'24'},'string':{'string':'25'},"
            + "'JsonAdapter':{'moshi':{'value':'26'}},'customer_user':{'id':'27'}}";
    assertThat(MODULES.toJson(module)).isEqualTo(json.replace('\'', '"'));
    assertThat(MODULES.fromJson(MODULES.toJson(module))).isEqualTo(module);
    assertThat(module.toString()).contains("SKU=1, Sku=2, sku=3", "that=10, other=11, text=12");
  }

  @Test
  void aPropertyNamedLikeAVariableIsComparedAsItself() {
    assertThat(required().that("a").other("b").text("c").build())
        .isEqualTo(required().that("a").other("b").text("c").build())
        .isNotEqualTo(required().that("x").other("b").text("c").build())
        .isNotEqualTo(required().that("a").other("x").text("c").build())
        .isNotEqualTo(required().that("a").other("b").text("x").build());
  }

  @Test
  void aPropertyNamedLikeTheFlagOfAnotherIsNotThatFlag() {
    ModuleModel unset = required().hasName(true).build();
    ModuleModel set = required().hasName(false).name(null).build();

    assertThat(unset.getHasName()).isTrue();
    assertThat(unset.hasName2()).isFalse();
    assertThat(set.getHasName()).isFalse();
    assertThat(set.hasName2()).isTrue();
  }

  @Test
  void valuesOfAnEnumThatClashHaveDifferentConstants() {
    assertThat(
            List.of(
                Warning.KNOWN,
                Warning.ONLY,
                Warning.ACTIVE,
                Warning.ACTIVE_2,
                Warning.ACTIVE_3,
                Warning.VALUE,
                Warning.OF,
                Warning.VALUE_2,
                Warning.VALUE_3,
                Warning._1,
                Warning._1_2,
                Warning.CLASS,
                Warning.A_B_C,
                Warning.GRÖSSER_ALS))
        .extracting(Warning::value)
        .containsExactly(
            "known",
            "only",
            "active",
            "Active",
            "ACTIVE",
            "value",
            "of",
            "",
            "*",
            "+1",
            "-1",
            "class",
            "a\"b\\c",
            "größer als");
    assertThat(Warning.of("Active")).isSameAs(Warning.ACTIVE_2);
  }

  @Test
  void theOperationsWorkOnTheWire() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      ClashingNamesApi api = EverythingApis.on(server.url("/"), ClashingNamesApi.class);
      server.enqueue(new MockResponse().setBody("{\"Equals\":{\"a\":1},\"hasName\":true}"));
      server.enqueue(new MockResponse());
      server.enqueue(new MockResponse().setResponseCode(202));

      @SuppressWarnings("deprecation")
      ModuleModel module = api.wait_("t/1", "c", "o", 5L, "h").execute();
      api.deleteWithBody("t", "c", List.of(List.of("a"), List.of())).execute();
      api.deleteWithBody("t", "c").executeAsync().join();

      assertThat(module.getEquals_()).isEqualTo(Map.of("a", 1L));
      RecordedRequest get = server.takeRequest();
      assertThat(get.getRequestLine())
          .isEqualTo("GET /clashes/t%2F1/c?options=o&page.size=5 HTTP/1.1");
      assertThat(get.getHeader("Options")).isEqualTo("h");
      RecordedRequest delete = server.takeRequest();
      assertThat(delete.getRequestLine()).isEqualTo("DELETE /clashes/t/c HTTP/1.1");
      assertThat(delete.getBody().readUtf8()).isEqualTo("[[\"a\"],[]]");
      assertThat(server.takeRequest().getBodySize()).isZero();
    }
  }

  @Test
  void namesThatTheGeneratorOrRetrofitWouldChangeWorkOnTheWire() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      Model3dGroEApi api = EverythingApis.on(server.url("/"), Model3dGroEApi.class);
      String body =
          "{\"default\":{\"text\":\"a\"},\"adapter\":{\"text\":\"b\"},\"api\":{\"text\":\"c\"},\"3d\":{\"text\":\"d\"}}";
      server.enqueue(new MockResponse().setBody("{\"found\":" + body + "}"));
      server.enqueue(new MockResponse().setBody("{}"));

      FoundResponse found = api.größe("a", "b").execute();
      ConfigurationModel configuration = found.getFound();
      FoundResponse nothing = api.replaceThing("a", "b", configuration).execute();

      assertThat(configuration.getDefault_()).isEqualTo(DefaultModel.builder().text("a").build());
      assertThat(configuration.getApi()).isEqualTo(PlacesApiModel.builder().text("c").build());
      assertThat(configuration.get_3d()).isEqualTo(Model3d.builder().text("d").build());
      assertThat(configuration.getAdapter())
          .isEqualTo(ThingJsonAdapterModel.builder().text("b").build());
      assertThat(nothing.getFound()).isNull();
      assertThat(server.takeRequest().getPath()).isEqualTo("/renamed/a/b");
      assertThat(server.takeRequest().getBody().readUtf8()).isEqualTo(body);
    }
  }
}
