package io.partnercenter.users.console;

import io.partnercenter.users.PartnerException;
import io.partnercenter.users.PartnerResponse;
import io.partnercenter.users.PartnerServiceException;
import io.partnercenter.users.bulk.ChangeOutcome;
import io.partnercenter.users.bulk.UserChange;
import io.partnercenter.users.internal.text.SafeText;
import io.partnercenter.users.model.CustomerUser;
import io.partnercenter.users.model.PasswordProfile;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outcome of a row, as the journal and the results contain it. Immutable. */
final class RowOutcome {
  /** The columns of the results. */
  static final List<String> HEADER =
      List.of("row", "outcome", "status", "code", "description", "request-id", "correlation-id");

  private static final String REQUEST_ID_HEADER = "MS-RequestId";
  private static final int MAX_DESCRIPTION = 300;

  /** Statuses that say nothing about the change: the same request may succeed later. */
  private static final Set<Integer> STATUSES_WITHOUT_OUTCOME = Set.of(401, 407, 408, 429);

  /** How the row ended. */
  enum Kind {
    /** The service made the change. */
    DONE,
    /** The service refused the change. Sending it again would give the same result. */
    REFUSED,
    /** There was no outcome: the next run sends the row again, with the same request id. */
    FAILED;

    boolean isFinal() {
      return this != FAILED;
    }
  }

  private final int row;
  private final Kind kind;
  private final List<String> fields;

  private RowOutcome(int row, Kind kind, List<String> fields) {
    this.row = row;
    this.kind = kind;
    this.fields = fields;
  }

  /**
   * Returns the outcome of a change that was tried to the end.
   *
   * @param row the row of the change
   */
  static RowOutcome of(int row, ChangeOutcome outcome) {
    UserChange change = outcome.change();
    PartnerResponse<CustomerUser> response = outcome.response();
    if (response != null) {
      return of(
          row, Kind.DONE, response.statusCode(), null, null, change, response.correlationId());
    }
    Throwable failure = Objects.requireNonNull(outcome.failure());
    Object correlationId =
        failure instanceof PartnerException ? ((PartnerException) failure).correlationId() : null;
    if (failure instanceof PartnerServiceException) {
      PartnerServiceException refusal = (PartnerServiceException) failure;
      return of(
          row,
          isBusinessOutcome(refusal) ? Kind.REFUSED : Kind.FAILED,
          refusal.statusCode(),
          refusal.errorCode(),
          refusal.description(),
          change,
          correlationId);
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    // removes the request and its ids, which the row and the other columns contain
    String reason = message.replaceFirst("^[A-Z]+ \\S+ \\([^)]*\\): ", "");
    return of(row, Kind.FAILED, null, null, reason, change, correlationId);
  }

  /** Returns whether the service itself refused the change, not a gateway or proxy on the way. */
  private static boolean isBusinessOutcome(PartnerServiceException refusal) {
    return refusal.statusCode() / 100 == 4
        && !STATUSES_WITHOUT_OUTCOME.contains(refusal.statusCode())
        && (refusal.errorCode() != null || refusal.headers().containsKey(REQUEST_ID_HEADER));
  }

  private static RowOutcome of(
      int row,
      Kind kind,
      @Nullable Object status,
      @Nullable String code,
      @Nullable String description,
      UserChange change,
      @Nullable Object correlationId) {
    return new RowOutcome(
        row,
        kind,
        List.of(
            String.valueOf(row),
            kind.name().toLowerCase(Locale.ROOT),
            text(status, change),
            text(code, change),
            text(description, change),
            change.requestId().toString(),
            text(correlationId, change)));
  }

  /** Returns the value in one line, without the password, which the service might repeat. */
  private static String text(@Nullable Object value, UserChange change) {
    if (value == null) {
      return "";
    }
    PasswordProfile profile = change.update().getPasswordProfile();
    String text = value.toString();
    if (profile != null && profile.getPassword() != null) {
      text = text.replace(profile.getPassword(), SafeText.MASK);
    }
    String line = SafeText.oneLine(text, MAX_DESCRIPTION);
    // without the apostrophe, a spreadsheet would take the text for a formula
    return line.matches("[=+@\\-].*") ? "'" + line : line;
  }

  /**
   * Parses what {@link #fields} returned.
   *
   * @throws IllegalArgumentException if the fields are something else
   */
  static RowOutcome parse(List<String> fields) {
    if (fields.size() != HEADER.size()) {
      throw new IllegalArgumentException("not an outcome");
    }
    return new RowOutcome(
        Integer.parseInt(fields.get(0)),
        Kind.valueOf(fields.get(1).toUpperCase(Locale.ROOT)),
        List.copyOf(fields));
  }

  /** Returns the values of the columns in {@link #HEADER}. */
  List<String> fields() {
    return fields;
  }

  int row() {
    return row;
  }

  Kind kind() {
    return kind;
  }

  /**
   * Returns a key that is the same for rows that failed for the same reason: status and code, or
   * without a status the description without its numbers.
   */
  String reasonKey() {
    String statusAndCode = String.join(" ", fields.subList(1, 4));
    return fields.get(2).isEmpty()
        ? statusAndCode + fields.get(4).replaceAll("\\d+", "")
        : statusAndCode;
  }

  /** Returns the reason as text for people. */
  String reason() {
    String reason = String.join(" ", fields.subList(2, 5)).strip();
    return fields.get(1) + ": " + reason.replaceAll(" {2,}", " ");
  }
}
