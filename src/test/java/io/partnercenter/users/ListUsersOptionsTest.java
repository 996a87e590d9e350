package io.partnercenter.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.partnercenter.users.model.SortDirection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which options and arguments a list and a search accept. */
class ListUsersOptionsTest extends ListTestBase {
  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501})
  void aPageSizeThatTheServiceDoesNotAcceptIsRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListUsers.builder().pageSize(size))
        .withMessage("pageSize must be from 1 to 500, not " + size);
  }

  @Test
  void badArgumentsAreRefusedBeforeAnythingIsSent() {
    UsersHandle users = users();
    assertThatNullPointerException().isThrownBy(() -> users.list(null)).withMessage("users");
    assertThatNullPointerException()
        .isThrownBy(() -> users.find(null))
        .withMessage("userPrincipalName");
    assertThatNullPointerException()
        .isThrownBy(() -> users.findAsync(null))
        .withMessage("userPrincipalName");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> users.findDeleted(" "))
        .withMessageContaining("userPrincipalName");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().continueFrom(null))
        .withMessage("continuation");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().sortBy(null, SortDirection.ASCENDING))
        .withMessage("property");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListUsers.builder().sortBy(" ", SortDirection.ASCENDING))
        .withMessageContaining("property");
    assertThatNullPointerException()
        .isThrownBy(() -> ListUsers.builder().sortBy("displayName", null))
        .withMessage("direction");
    assertThat(requests()).isZero();
  }

  @Test
  void optionsShowWhatIsSet() {
    ListUsers options =
        ListUsers.builder()
            .deleted()
            .pageSize(200)
            .sortBy("displayName", SortDirection.ASCENDING)
            .continueFrom("c")
            .build();

    assertThat(options)
        .hasToString(
            "ListUsers{deleted=true, pageSize=200, sortField=displayName,"
                + " sortDirection=Ascending, continuation=c}")
        .isEqualTo(options.toBuilder().build())
        .hasSameHashCodeAs(options.toBuilder().build())
        .isNotEqualTo(options.toBuilder().pageSize(201).build())
        .isNotEqualTo("c");
    assertThat(options.isDeleted()).isTrue();
    assertThat(options.pageSize()).isEqualTo(200);
    assertThat(ListUsers.all()).hasToString("ListUsers{deleted=false, pageSize=500}");
  }

  @Test
  void optionsThatDifferInOneValueAreNotEqual() {
    List<ListUsers> different =
        List.of(
            ListUsers.all(),
            ListUsers.builder().deleted().build(),
            ListUsers.builder().pageSize(200).build(),
            ListUsers.builder().sortBy("displayName", SortDirection.ASCENDING).build(),
            ListUsers.builder().sortBy("displayName", SortDirection.DESCENDING).build(),
            ListUsers.builder().sortBy("firstName", SortDirection.ASCENDING).build(),
            ListUsers.builder().continueFrom("c").build());

    assertThat(different).doesNotHaveDuplicates();
    assertThat(different).extracting(ListUsers::hashCode).doesNotHaveDuplicates();
  }
}
