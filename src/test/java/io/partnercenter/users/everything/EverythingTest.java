package io.partnercenter.users.everything;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.partnercenter.users.everything.model.Account;
import io.partnercenter.users.everything.model.Color;
import io.partnercenter.users.everything.model.Marker;
import io.partnercenter.users.everything.model.ModelJsonAdapters;
import io.partnercenter.users.everything.model.NewCustomerUser;
import io.partnercenter.users.everything.model.Place;
import io.partnercenter.users.everything.model.Thing;
import io.partnercenter.users.everything.model.ThingNested;
import io.partnercenter.users.everything.model.ThingPatch;
import io.partnercenter.users.everything.model.ThingPatchMode;
import io.partnercenter.users.everything.model.ThingSize;
import io.partnercenter.users.everything.model.WholeUpdate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models generated from a spec that uses everything the templates support. */
class EverythingTest {
  private static final Moshi MOSHI = new Moshi.Builder().add(new ModelJsonAdapters()).build();
  private static final JsonAdapter<Thing> THINGS = MOSHI.adapter(Thing.class);
  private static final JsonAdapter<ThingPatch> PATCHES = MOSHI.adapter(ThingPatch.class);
  private static final String ID = "4b10bf41-ab11-40e3-8c53-cd67849b50de";

  /** In the order of the spec, so that reading and writing it gives the same text. */
  private static final String THING =
      "{\"id\":\""
          + ID
          + "\",\"name\":\"n\",\"count\":-2147483648,\"total\":9223372036854775807,"
          + "\"unbounded\":4294967296,\"odd\":1700000000000,\"ratio\":0.1,\"share\":0.5,"
          + "\"amount\":12345678901234567890.10,\"encoded\":\"AAE=\",\"address\":\"a:b\","
          + "\"matrix\":[[1,2],[]],\"lists\":{\"x\":[{\"city\":\"D\"}]},\"free\":{\"z\":null},\"level\":3,"
          + "\"enabled\":false,\"day\":\"2026-02-28\",\"moment\":\"2026-02-28T23:59:00+01:00\","
          + "\"secret\":\"s\",\"code\":\"7\",\"color\":\"dark-green\",\"size\":\"small\",\"nested\":{\"size\":\"large\",\"secrets\":[\"s\"]},\"place\":{\"city\":\"Lund\"},"
          + "\"maybePlace\":null,\"inner\":{\"depth\":1},\"strings\":[\"b\",\"a\"],"
          + "\"moments\":[\"2026-02-28T23:59:00.1234567Z\"],\"sizes\":[\"tiny\",\"unheard-of\"],"
          + "\"places\":[{\"city\":\"A\"},{\"city\":\"B\"}],\"labels\":{\"z\":\"1\",\"a\":\"2\"},\"counts\":{\"x\":1},"
          + "\"placesByName\":{\"home\":{\"city\":\"C\"}},\"anything\":[\"x\",true,{\"y\":[1.5]}],"
          + "\"parent\":{\"id\":\""
          + ID
          + "\",\"count\":1},\"value\":\"v\",\"builder\":\"b\",\"class\":\"c\","
          + "\"snake_case\":\"sc\",\"@odata.type&a=<b>\":\"o\",\"default\":\"d\"}";

  @Test
  void aModelWithEveryPropertyIsTheSameAfterWritingAndReading() throws IOException {
    Thing thing = THINGS.fromJson(THING);

    assertThat(THINGS.toJson(thing)).isEqualTo(THING);
    assertThat(THINGS.fromJson(THINGS.toJson(thing))).isEqualTo(thing).hasSameHashCodeAs(thing);
  }

  @Test
  void eachTypeIsReadAsItsJavaType() throws IOException {
    Thing thing = THINGS.fromJson(THING);

    assertThat(thing.getId()).isEqualTo(UUID.fromString(ID));
    assertThat(thing.getCount()).isEqualTo(Integer.MIN_VALUE);
    assertThat(thing.getTotal()).isEqualTo(Long.MAX_VALUE);
    assertThat(thing.getUnbounded()).isEqualTo(4294967296L);
    assertThat(thing.getRatio()).isEqualTo(0.1);
    assertThat(thing.getShare()).isEqualTo(0.5f);
    assertThat(thing.getAmount()).isEqualTo(new BigDecimal("12345678901234567890.10"));
    assertThat(thing.getMatrix()).containsExactly(List.of(1, 2), List.of());
    assertThat(thing.getLists().get("x")).extracting(Place::getCity).containsExactly("D");
    assertThat(thing.getFree()).containsExactly(entry("z", null));
    assertThat(thing.getLevel()).isEqualTo(3);
    assertThat(thing.getEnabled()).isFalse();
    assertThat(thing.getDay()).isEqualTo(LocalDate.of(2026, 2, 28));
    assertThat(thing.getMoment()).isEqualTo(OffsetDateTime.parse("2026-02-28T23:59:00+01:00"));
    assertThat(thing.getColor()).isSameAs(Color.DARK_GREEN);
    assertThat(thing.getSizes()).extracting(Object::toString).containsExactly("tiny", "unheard-of");
    assertThat(thing.getLabels()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
    assertThat(thing.getAnything())
        .containsExactly("x", true, Map.of("y", List.of(new BigDecimal("1.5"))));
    assertThat(thing.getParent().getParent()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T23:59:00.5-01:00, 2026-02-28T23:59:00.5-01:00",
    "2026-02-28t23:59:00z, 2026-02-28T23:59:00Z",
    "2026-02-28T23:59, 2026-02-28T23:59:00Z",
    "-0044-02-28T23:59:00, -0044-02-28T23:59:00Z"
  })
  void aDateTimeHasAnOffsetOrIsInUtc(String text, OffsetDateTime expected) throws IOException {
    Thing thing = THINGS.fromJson(thingAt(text));

    assertThat(thing.getMoment()).isEqualTo(expected);
    assertThat(thing.getMoment().getOffset()).isEqualTo(expected.getOffset());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-02-28", "2026-02-30T00:00:00Z", "2026-02-28T23:59:00+"})
  void aTextThatIsNoDateTimeIsRefusedAndNotShown(String text) {
    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(() -> THINGS.fromJson(thingAt(text)))
        .withMessage("Expected a date-time at $.moment");
  }

  private static String thingAt(String moment) {
    return "{\"id\":\"" + ID + "\",\"count\":1,\"moment\":\"" + moment + "\"}";
  }

  @Test
  void aBuiltModelEqualsTheModelReadFromJson() throws IOException {
    Thing read =
        THINGS.fromJson("{\"id\":\"" + ID + "\",\"count\":1,\"places\":[{\"city\":\"A\"}]}");

    Thing built =
        Thing.builder()
            .id(UUID.fromString(ID))
            .count(1)
            .places(List.of(Place.builder().city("A").build()))
            .build();

    assertThat(built).isEqualTo(read).hasToString(read.toString());
    assertThat(built).isNotEqualTo(Thing.builder().id(UUID.fromString(ID)).count(2).build());
  }

  @Test
  void aModelIsNotChangedThroughTheCollectionsPassedToItOrReturnedByIt() throws IOException {
    List<String> strings = new ArrayList<>(List.of("a"));
    Map<String, String> labels = new TreeMap<>(Map.of("k", "v"));
    Thing thing =
        Thing.builder().id(UUID.randomUUID()).count(1).strings(strings).labels(labels).build();

    strings.add("b");
    labels.clear();

    assertThat(thing.getStrings()).containsExactly("a").isUnmodifiable();
    assertThat(thing.getLabels()).containsOnlyKeys("k").isUnmodifiable();
    assertThat(THINGS.fromJson(THING).getStrings()).isUnmodifiable();
    assertThat(THINGS.fromJson(THING).getLabels()).isUnmodifiable();
  }

  @Test
  void aNullablePropertyOfARequestHasThreeStates() throws IOException {
    ThingPatch absent = patch().build();
    ThingPatch explicitNull = patch().owner(null).title(null).tags(null).place(null).build();
    ThingPatch value =
        patch().title("t").tags(List.of()).place(Place.builder().city("A").build()).build();

    String end = "\"mode\":\"plain\",\"kind\":\"Thing\",\"meta\":{\"kind\":\"Thing\"}}";
    assertThat(PATCHES.toJson(absent)).isEqualTo("{\"owner\":\"o\"," + end);
    assertThat(PATCHES.toJson(explicitNull))
        .isEqualTo("{\"title\":null,\"tags\":null,\"place\":null,\"owner\":null," + end);
    assertThat(PATCHES.toJson(value))
        .isEqualTo(
            "{\"title\":\"t\",\"tags\":[],\"place\":{\"city\":\"A\"},\"owner\":\"o\"," + end);
    for (ThingPatch patch : List.of(absent, explicitNull, value)) {
      assertThat(PATCHES.fromJson(PATCHES.toJson(patch))).isEqualTo(patch);
    }
    assertThat(List.of(absent, explicitNull, value)).doesNotHaveDuplicates();
  }

  private static ThingPatch.Builder patch() {
    return ThingPatch.builder().owner("o").mode(ThingPatchMode.PLAIN);
  }

  @Test
  void aCallerCanDistinguishANullFromAnUnsetProperty() {
    assertThat(patch().title(null).build().hasTitle()).isTrue();
    assertThat(patch().title(null).build().getTitle()).isNull();
    assertThat(patch().build().hasTitle()).isFalse();
  }

  @Test
  void twoModelsAreEqualIfACallerSeesTheSame() throws IOException {
    String thing = "{\"id\":\"" + ID + "\",\"count\":1";

    assertThat(THINGS.fromJson(thing + ",\"name\":null}")).isEqualTo(THINGS.fromJson(thing + "}"));
    assertThat(THINGS.fromJson(thing + ",\"new\":null}"))
        .isNotEqualTo(THINGS.fromJson(thing + "}"));
  }

  @Test
  void unknownPropertiesAreReadableAndNotSent() throws IOException {
    Thing thing =
        THINGS.fromJson(
            "{\"new\":{\"a\":[1,2.50,\"x\",null,true]},\"id\":\""
                + ID
                + "\",\"count\":1,\"big\":1e400}");

    assertThat(thing.unknownProperties())
        .containsExactly(
            entry("new", Map.of("a", Arrays.asList(1L, new BigDecimal("2.50"), "x", null, true))),
            entry("big", new BigDecimal("1e400")))
        .isUnmodifiable();
    assertThat(thing).hasToString("Thing{id=" + ID + ", count=1, unknownProperties=[new, big]}");
    assertThat(THINGS.toJson(thing)).isEqualTo("{\"id\":\"" + ID + "\",\"count\":1}");
    assertThat(thing.toBuilder().build()).isEqualTo(thing);
    assertThat(THINGS.fromJson(THINGS.toJson(thing)).unknownProperties()).isEmpty();
  }

  @Test
  void theBuilderOfAModelHasAllItsProperties() throws IOException {
    Thing thing = THINGS.fromJson(THING);

    assertThat(thing.toBuilder().build()).isEqualTo(thing);
    assertThat(thing.toBuilder().count(2).build().getId()).isEqualTo(thing.getId());
    assertThat(patch().title(null).build().toBuilder().build())
        .isEqualTo(patch().title(null).build());
  }

  @Test
  void aReadOnlyPropertyIsReadAndNotSent() throws IOException {
    Thing thing = THINGS.fromJson("{\"id\":\"" + ID + "\",\"count\":1,\"made\":\"m\"}");

    assertThat(thing.getMade()).isEqualTo("m");
    assertThat(THINGS.toJson(thing)).doesNotContain("made");
  }

  @Test
  void equalSchemasWithTheSameNameShareAClass() {
    assertThat(
            Thing.builder()
                .size(ThingSize.SMALL)
                .nested(ThingNested.builder().size(ThingSize.LARGE).build()))
        .isNotNull();
  }

  @Test
  void valuesOfACallerAreCheckedByTheSpecsRules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WholeUpdate.builder().plain("A b"))
        .withMessage("WholeUpdate.plain must match ^[a-z]+$");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WholeUpdate.builder().plain("ab\n"))
        .withMessage("WholeUpdate.plain must match ^[a-z]+$");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewCustomerUser.builder().displayName(""))
        .withMessage("NewCustomerUser.displayName must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewCustomerUser.builder().userPrincipalName("ab"))
        .withMessage("NewCustomerUser.userPrincipalName must have at least 3 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewCustomerUser.builder().userPrincipalName("ä".repeat(114)))
        .withMessage("NewCustomerUser.userPrincipalName must have at most 113 characters");
    assertThat(NewCustomerUser.builder().userPrincipalName("\uD83D\uDE00".repeat(113))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thing.builder().ratio(Double.NaN))
        .withMessage("Thing.ratio must be finite");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "a\uDE00\uD83Db", "\uD83D\uDE00\uD83D"})
  void halfASurrogatePairIsRefusedWithItsProperty(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thing.builder().secret(text))
        .withMessage("Thing.secret has half a surrogate pair, which is no character");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thing.builder().strings(List.of("a", text)))
        .withMessageStartingWith("Thing.strings has half");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thing.builder().labels(Map.of(text, "a")))
        .withMessageStartingWith("Thing.labels has half");
    assertThatIllegalArgumentException().isThrownBy(() -> Color.of(text));
  }

  @Test
  void valuesOfTheServiceAreNotCheckedByTheseRules() throws IOException {
    assertThat(MOSHI.adapter(WholeUpdate.class).fromJson("{\"plain\":\"A b\"}").getPlain())
        .isEqualTo("A b");
    assertThat(
            MOSHI
                .adapter(NewCustomerUser.class)
                .fromJson(
                    "{\"displayName\":\"\",\"userPrincipalName\":\"\",\"passwordProfile\":{\"password\":\"p\"}}"))
        .isNotNull();
  }

  @Test
  void aLaterValueReplacesAnExplicitNull() {
    ThingPatch patch = patch().title(null).title("t").build();

    assertThat(PATCHES.toJson(patch)).startsWith("{\"title\":\"t\",");
  }

  @Test
  void anUnsetRequiredPropertyIsRefusedWithItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Thing.builder().count(1).build())
        .withMessage("Thing.id is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThingPatch.builder().build())
        .withMessage("ThingPatch.owner is required");
  }

  @Test
  void aNullThatIsNotAllowedIsRefusedWithThePropertysName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Thing.builder().name(null))
        .withMessage("name");
    assertThatNullPointerException().isThrownBy(() -> Color.of(null));
    assertThatNullPointerException()
        .isThrownBy(() -> Thing.builder().strings(Arrays.asList("a", null)));
  }

  @Test
  void anEnumIsOpen() {
    assertThat(Color.of("red")).isSameAs(Color.RED).hasToString("red");
    assertThat(Color.of("mauve")).isEqualTo(Color.of("mauve")).isNotEqualTo(Color.RED);
    assertThat(Color.of("mauve").value()).isEqualTo("mauve");
  }

  @Test
  void aPasswordIsMaskedInToString() throws IOException {
    assertThat(THINGS.fromJson(THING).toString()).contains("secret=***", "labels={z=1, a=2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":1}                                  | Required id is missing or null at $",
        "{\"id\":\"ID\",\"count\":null}                 | Required count is missing or null at $",
        "{\"id\":\"ID\",\"count\":1.5}                  | Expected an int but was 1.5 at path $.count",
        "{\"id\":\"ID\",\"count\":\"1\"}                | Expected an int32 at $.count",
        "{\"id\":\"ID\",\"count\":2147483648}           | Expected an int but was 2147483648 at path $.count",
        "{\"id\":\"ID\",\"count\":1,\"total\":\"1\"}    | Expected an int64 at $.total",
        "{\"id\":\"ID\",\"count\":1,\"ratio\":true}     | Expected a number at $.ratio",
        "{\"id\":\"ID\",\"count\":1,\"enabled\":\"x\"}  | Expected a boolean at $.enabled",
        "{\"id\":\"ID\",\"count\":1,\"name\":1}         | Expected a string at $.name",
        "{\"id\":\"ID\",\"count\":1,\"code\":true}      | Expected a string at $.code",
        "{\"id\":\"ID\",\"count\":1,\"day\":\"1.1.26\"} | Expected a date at $.day",
        "{\"id\":\"ID\",\"count\":1,\"strings\":[null]} | Unexpected null at $.strings[0]",
        "{\"id\":\"ID\",\"count\":1,\"strings\":{}}     | Expected BEGIN_ARRAY but was BEGIN_OBJECT at path $.strings",
        "{\"id\":\"ID\",\"count\":1,\"places\":[{}]}    | Required city is missing or null at $.places[1]",
        "{\"id\":\"ID\",\"count\":1,\"labels\":{\"a\":1}} | Expected a string at $.labels.a",
      })
  void aValueOfAnotherTypeIsRefusedWithItsPlace(String json, String message) {
    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(() -> THINGS.fromJson(json.replace("ID", ID)))
        .withMessage(message);
  }

  @Test
  void aNumberIsReadAsAStringWhereTheSpecAllowsBoth() throws IOException {
    Thing thing = THINGS.fromJson("{\"id\":\"" + ID + "\",\"count\":1,\"code\":60002}");

    assertThat(thing.getCode()).isEqualTo("60002");
  }

  private static final JsonAdapter<Account> ACCOUNTS = MOSHI.adapter(Account.class);

  private static Account.Builder account() {
    return Account.builder().secret("s").owner(null)._1("one");
  }

  @Test
  void aReadOnlyPropertyIsNotRequiredInRequestsNorAWriteOnlyOneInResponses() throws IOException {
    assertThat(account().build().getId()).isNull();
    assertThat(ACCOUNTS.fromJson("{\"id\":\"i\",\"1\":\"one\",\"owner\":null}").getSecret())
        .isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Account.builder().owner(null)._1("one").build())
        .withMessage("Account.secret is required");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Account.builder().secret("s").owner(null).build())
        .withMessage("Account.1 is required");
  }

  @Test
  void aPropertyWithOnePossibleValueIsSentWithoutBeingSetWhateverItsType() {
    assertThat(ACCOUNTS.toJson(account().marker(Marker.builder().build()).build()))
        .isEqualTo(
            "{\"secret\":\"s\",\"1\":\"one\",\"owner\":null,\"marker\":{\"kind\":\"marker\"},"
                + "\"kind\":\"account\",\"version\":2,\"active\":true}");
  }

  @Test
  void textsInListsAndMapsAreCheckedByTheirRules() {
    Account.Builder account = account().aliases(List.of(Map.of("x", "a[a"), Map.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> account.aliases(List.of(Map.of("x", "b"))))
        .withMessage("Account.aliases must match ^[a[]+$");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> account.aliases(List.of(Map.of("x", "aaaa"))))
        .withMessage("Account.aliases must have at most 3 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> account.text(List.of("a", "B")))
        .withMessage("Account.text must match ^[a-z]+$");
  }

  @Test
  void aPropertyOfAnyTypeAcceptsOnlyJson() {
    List<Object> list = new ArrayList<>(Arrays.asList(1, null, Map.of("a", true)));
    Account account = account().any(list).build();
    list.clear();

    assertThat(ACCOUNTS.toJson(account)).contains("\"any\":[1,null,{\"a\":true}]");
    for (Object wrong :
        List.of("\ud800", List.of("\ud800"), Double.NaN, new Object(), Map.of(1, "a"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> account().any(wrong))
          .withMessageStartingWith("Account.any ");
    }
  }

  @Test
  void aNumberThatIsTooLargeIsKeptAsTextOrRefused() throws IOException {
    String account = "{\"1\":\"one\",\"owner\":null,\"huge\":1e99999999999";

    assertThat(ACCOUNTS.fromJson(account + "}").unknownProperties())
        .containsExactly(entry("huge", "1e99999999999"));
    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(() -> ACCOUNTS.fromJson(account + ",\"share\":1e300}"))
        .withMessage("Expected a number at $.share");
  }

  /** The time to parse a number grows with the square of its digits. */
  @Test
  void anIntegerOfTooManyDigitsIsRefusedWithoutBeingParsed() {
    String thing = "{\"id\":\"" + ID + "\",\"count\":1,\"total\":" + "1".repeat(3_000_000) + "}";

    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(() -> THINGS.fromJson(thing))
        .withMessage("Expected an int64 at $.total");
  }

  @Test
  void anIntegerMayHaveAnExponent() throws IOException {
    String thing = "{\"id\":\"" + ID + "\",\"count\":1,\"total\":12.0e1}";

    assertThat(THINGS.fromJson(thing).getTotal()).isEqualTo(120);
  }

  @Test
  void toStringMasksASecretAndShowsAnExplicitNull() {
    assertThat(account().build()).hasToString("Account{secret=***, 1=one, owner=null}");
  }

  @Test
  void anAllOfWithOneReferenceIsThatClassEvenWithATypeBesideIt() {
    Place place = Place.builder().city("Lund").build();

    assertThat(account().place(place).build().getPlace()).isSameAs(place);
  }
}
