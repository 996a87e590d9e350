package io.partnercenter.users.everything;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.everything.model.AccountState;
import io.partnercenter.users.everything.model.AccountUpdate;
import io.partnercenter.users.everything.model.Place;
import io.partnercenter.users.everything.model.Whole;
import io.partnercenter.users.everything.model.WholeUpdate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code x-changes-of} generates: an update with the differences between two states. */
class ChangesTest {
  private static final Whole BEFORE =
      Whole.builder()
          .plain("a")
          .nullable("n")
          .removable("r")
          .tags(List.of("x"))
          .place(Place.builder().city("Lund").build())
          .id("1")
          .build();

  @Test
  void nothingDiffersBetweenEqualStates() {
    assertThat(WholeUpdate.changes(BEFORE, BEFORE.toBuilder().build())).isNull();
  }

  @Test
  void theUpdateHasTheDifferencesAndNothingElse() {
    Whole after =
        BEFORE.toBuilder()
            .plain("b")
            .tags(List.of("x", "y"))
            .place(Place.builder().city("Malmö").build())
            .build();

    assertThat(WholeUpdate.changes(BEFORE, after))
        .isEqualTo(
            WholeUpdate.builder()
                .plain("b")
                .tags(List.of("x", "y"))
                .place(Place.builder().city("Malmö").build())
                .build());
  }

  @Test
  void aPropertyThatTheUpdateLacksIsNoChange() {
    assertThat(WholeUpdate.changes(BEFORE, BEFORE.toBuilder().id("2").build())).isNull();
  }

  @Test
  void aPropertyThatTheLaterStateOmitsIsNotChanged() {
    assertThat(WholeUpdate.changes(BEFORE, Whole.builder().build())).isNull();
  }

  @Test
  void aPropertyThatTheEarlierStateOmitsIsAChange() {
    assertThat(WholeUpdate.changes(Whole.builder().build(), BEFORE))
        .isEqualTo(
            WholeUpdate.builder()
                .plain("a")
                .nullable("n")
                .removable("r")
                .tags(List.of("x"))
                .place(Place.builder().city("Lund").build())
                .build());
  }

  @Test
  void aNullRemovesAPropertyThatTheUpdateCanRemove() {
    assertThat(WholeUpdate.changes(BEFORE, BEFORE.toBuilder().removable(null).build()))
        .isEqualTo(WholeUpdate.builder().removable(null).build());
  }

  @Test
  void aNullIsRefusedForAPropertyThatTheUpdateCannotRemove() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WholeUpdate.changes(BEFORE, BEFORE.toBuilder().nullable(null).build()))
        .withMessage("WholeUpdate.nullable can be changed, but not removed");
  }

  @Test
  void aNullIsNoChangeIfTheEarlierStateOmitsTheProperty() {
    assertThat(
            WholeUpdate.changes(
                Whole.builder().build(), Whole.builder().nullable(null).removable(null).build()))
        .isNull();
  }

  @Test
  void aValueThatTheUpdateDoesNotAllowIsRefusedWithItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WholeUpdate.changes(BEFORE, BEFORE.toBuilder().plain("B!").build()))
        .withMessageStartingWith("WholeUpdate.plain must match");
  }

  @Test
  void theUpdateHasItsOwnRulesAndNames() {
    AccountState before = AccountState.builder().id("1").names(List.of("a")).build();
    AccountState after = AccountState.builder().id("2").names(List.of("b")).build();

    assertThat(AccountUpdate.changes(before, after))
        .isEqualTo(AccountUpdate.builder().names(List.of("b")).build());
  }

  @Test
  void aMissingStateIsRefusedWithItsName() {
    assertThatNullPointerException()
        .isThrownBy(() -> WholeUpdate.changes(null, BEFORE))
        .withMessage("before");
    assertThatNullPointerException()
        .isThrownBy(() -> WholeUpdate.changes(BEFORE, null))
        .withMessage("after");
  }
}
