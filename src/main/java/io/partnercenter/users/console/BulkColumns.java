package io.partnercenter.users.console;

import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.model.CustomerUserUpdate;
import io.partnercenter.users.model.PasswordProfile;
import io.partnercenter.users.model.UserState;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** The columns that the header of a CSV file with changes names. Reads rows by these columns. */
final class BulkColumns {
  static final String CUSTOMER = "customer";
  static final String USER = "user";
  static final String PASSWORD = "password";
  static final String FORCE_CHANGE = "force-change";
  static final String RESTORE = "restore";

  /** The columns that set a text of the user, by the names of the properties in the spec. */
  private static final Map<String, TextOption> TEXTS =
      TextOptions.ALL.stream()
          .collect(
              Collectors.toMap(
                  TextOption::wireName, option -> option, (a, b) -> a, LinkedHashMap::new));

  private static final int HEADER = 1;

  private final List<String> names;
  private final @Nullable UUID customerId;
  private final boolean skipEmpty;

  /**
   * @param names the names of the columns, in the order of the header
   * @param customerId the customer of all rows; null if a column names the customer
   * @param skipEmpty whether an empty cell changes nothing; otherwise it is a problem
   * @param problems receives what is wrong with the header
   */
  BulkColumns(
      List<String> names, @Nullable UUID customerId, boolean skipEmpty, FileProblems problems) {
    this.names = names;
    this.customerId = customerId;
    this.skipEmpty = skipEmpty;
    checkHeader(problems);
  }

  /** Returns all names that a column may have. */
  static List<String> known() {
    return Stream.concat(
            Stream.concat(Stream.of(CUSTOMER, USER), TEXTS.keySet().stream()),
            Stream.of(PASSWORD, FORCE_CHANGE, RESTORE))
        .collect(Collectors.toList());
  }

  boolean setPasswords() {
    return names.contains(PASSWORD);
  }

  private void checkHeader(FileProblems problems) {
    List<String> known = known();
    if (names.stream().noneMatch(known::contains)) {
      // the message leaves out the text: it may be a first row of values, with a password
      problems.add(
          HEADER,
          null,
          "is not a header of comma-separated column names; columns are "
              + String.join(", ", known));
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!known.contains(name)) {
        problems.add(
            HEADER,
            null,
            "there is no column '"
                + SafeText.oneLine(name, 80)
                + "'; columns are "
                + String.join(", ", known));
      } else if (!seen.add(name)) {
        problems.add(HEADER, name, "appears twice");
      }
    }
    if (!seen.contains(USER)) {
      problems.add(HEADER, null, "the column " + USER + " is missing");
    }
    if (seen.contains(CUSTOMER) == (customerId != null)) {
      problems.add(
          HEADER,
          CUSTOMER,
          customerId == null
              ? "is missing: add it or give --customer"
              : "must not be there if --customer is given");
    }
    if (seen.stream().allMatch(Set.of(CUSTOMER, USER, FORCE_CHANGE)::contains)) {
      problems.add(HEADER, null, "no column says what to change");
    }
    if (seen.contains(FORCE_CHANGE) && !seen.contains(PASSWORD)) {
      problems.add(HEADER, FORCE_CHANGE, "needs the column " + PASSWORD);
    }
  }

  /**
   * Reads a row.
   *
   * @return null if something is wrong with the row, which was then added to the problems
   */
  @Nullable BulkRow row(int number, List<String> values, FileProblems problems) {
    if (values.size() != names.size()) {
      problems.add(
          number, null, "has " + values.size() + " values, but the header has " + names.size());
      return null;
    }
    RowReader row = new RowReader(number, values, problems);
    return row.read();
  }

  private final class RowReader {
    private final int number;
    private final List<String> values;
    private final FileProblems problems;
    private final CustomerUserUpdate.Builder update = CustomerUserUpdate.builder();
    private @Nullable UUID customer = customerId;
    private @Nullable UserReference user;
    private @Nullable String password;
    private @Nullable Boolean forceChange;
    private boolean restores;
    private boolean wrong;

    RowReader(int number, List<String> values, FileProblems problems) {
      this.number = number;
      this.values = values;
      this.problems = problems;
    }

    @Nullable BulkRow read() {
      for (int i = 0; i < names.size(); i++) {
        read(names.get(i), values.get(i));
      }
      setPassword();
      if (restores) {
        update.state(UserState.ACTIVE);
      }
      if (!wrong && update.build().equals(CustomerUserUpdate.builder().build())) {
        wrong(null, "changes nothing");
      }
      return wrong || customer == null || user == null
          ? null
          : new BulkRow(number, customer, user, restores, update.build());
    }

    private void read(String column, String value) {
      if (value.isEmpty()) {
        if (column.equals(CUSTOMER) || column.equals(USER)) {
          wrong(column, "is empty");
        } else if (!skipEmpty) {
          wrong(column, "is empty; with --skip-empty, an empty cell changes nothing");
        }
        return;
      }
      if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
        wrong(column, "has a line break; is a quotation mark not closed?");
        return;
      }
      try {
        set(column, value);
      } catch (IllegalArgumentException e) {
        wrong(column, rule(e));
      }
    }

    private void set(String column, String value) {
      switch (column) {
        case CUSTOMER:
          customer = guid(value);
          break;
        case USER:
          user = reference(value);
          break;
        case PASSWORD:
          password = value;
          break;
        case FORCE_CHANGE:
          forceChange = parseBoolean(value);
          break;
        case RESTORE:
          restores = parseBoolean(value);
          break;
        default:
          Objects.requireNonNull(TEXTS.get(column), column).set(update, value);
      }
    }

    private void setPassword() {
      if (password == null) {
        if (forceChange != null) {
          wrong(FORCE_CHANGE, "needs a " + PASSWORD + " in the same row");
        }
      } else if (password.isBlank()) {
        wrong(PASSWORD, "is blank");
      } else {
        try {
          update.passwordProfile(
              PasswordProfile.builder()
                  .password(password)
                  .forceChangePassword(forceChange == null || forceChange)
                  .build());
        } catch (IllegalArgumentException e) {
          wrong(PASSWORD, rule(e));
        }
      }
    }

    private void wrong(@Nullable String column, String problem) {
      wrong = true;
      problems.add(number, column, problem);
    }
  }

  private static UUID guid(String value) {
    try {
      return Guid.parse(value);
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException("is not a GUID", e);
    }
  }

  private static UserReference reference(String value) {
    try {
      UserReference user = UserReference.parse(value);
      // the journal has each name in one line
      if (value.codePoints().noneMatch(Character::isISOControl)) {
        return user;
      }
    } catch (TypeConversionException e) {
      // reported below, without the value
    }
    throw new IllegalArgumentException("is neither a GUID nor a user principal name");
  }

  private static boolean parseBoolean(String value) {
    if (value.equalsIgnoreCase("true")) { // spreadsheets write TRUE
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException("must be true or false");
  }

  /** Returns the message of a model's own check, without the Java name that it begins with. */
  private static String rule(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^\\w+\\.\\w+ ", "");
  }
}
