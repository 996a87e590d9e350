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

/** What became of a row, as it is written down. Immutable. */
final class RowOutcome {
  /** The columns of the results. */
  static final List<String> HEADER =
      List.of("row", "outcome", "status", "code", "description", "request-id", "correlation-id");

  private static final String REQUEST_ID_HEADER = "MS-RequestId";
  private static final int MAX_DESCRIPTION = 300;

  /** These say nothing about the change: the same request may succeed later. */
  private static final Set<Integer> NO_OUTCOMES = Set.of(401, 407, 408, 429);

  /** How it ended. */
  enum Kind {
    /** The service made the change. */
    DONE,
    /** The service refused the change. To send it again would change nothing. */
    REFUSED,
    /** There was no outcome: it is sent again by the next run, with the same request id. */
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
   * The outcome of a change that was tried to the end.
   *
   * @param row the change's
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
          isOfTheService(refusal) ? Kind.REFUSED : Kind.FAILED,
          refusal.statusCode(),
          refusal.errorCode(),
          refusal.description(),
          change,
          correlationId);
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    // the request and its ids, which the row and the other columns say
    String reason = message.replaceFirst("^[A-Z]+ \\S+ \\([^)]*\\): ", "");
    return of(row, Kind.FAILED, null, null, reason, change, correlationId);
  }

  /** Whether it is a business outcome, and no response of a gateway or proxy on the way. */
  private static boolean isOfTheService(PartnerServiceException refusal) {
    return refusal.statusCode() / 100 == 4
        && !NO_OUTCOMES.contains(refusal.statusCode())
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

  /** In one line, and without the password, which the service might repeat. */
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
    // a spreadsheet would take it for a formula
    return line.matches("[=+@\\-].*") ? "'" + line : line;
  }

  /**
   * Reads what {@link #fields} gave.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static RowOutcome parse(List<String> fields) {
    if (fields.size() != HEADER.size()) {
      throw new IllegalArgumentException("no outcome");
    }
    return new RowOutcome(
        Integer.parseInt(fields.get(0)),
        Kind.valueOf(fields.get(1).toUpperCase(Locale.ROOT)),
        List.copyOf(fields));
  }

  /** By the header's columns. */
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
   * What is the same for rows that failed for the same reason: status and code, or else the
   * description without its numbers.
   */
  String reasonKey() {
    String statusAndCode = String.join(" ", fields.subList(1, 4));
    return fields.get(2).isEmpty()
        ? statusAndCode + fields.get(4).replaceAll("\\d+", "")
        : statusAndCode;
  }

  /** The reason for people. */
  String reason() {
    String reason = String.join(" ", fields.subList(2, 5)).strip();
    return fields.get(1) + ": " + reason.replaceAll(" {2,}", " ");
  }
}
