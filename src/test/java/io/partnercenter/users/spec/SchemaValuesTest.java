package io.partnercenter.users.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lengths of random texts. No text of the spec has a maximum yet. */
class SchemaValuesTest {
  private static final Map<String, Object> TEXT =
      Map.of("type", "string", "minLength", 1, "maxLength", 3);

  private final SchemaValues values =
      new SchemaValues(new SpecTree(Spec.node()), Arbitraries.strings());

  @Property(tries = 200)
  void aTextIsAsLongAsTheSchemaAdmits(@ForAll("valid") Object text) {
    assertThat(length(text)).isBetween(1, 3);
  }

  @Property(tries = 50)
  void aBrokenTextIsEmptyOrOneCharacterTooLong(@ForAll("broken") SchemaValues.Broken text) {
    assertThat(length(text.value())).isIn(0, 4);
  }

  @Provide
  Arbitrary<Object> valid() {
    return values.valid(TEXT);
  }

  @Provide
  Arbitrary<SchemaValues.Broken> broken() {
    return Arbitraries.of(values.brokenText(TEXT)).flatMap(each -> each);
  }

  private static int length(Object text) {
    String string = text.toString();
    return string.codePointCount(0, string.length());
  }
}
