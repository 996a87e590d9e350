package io.partnercenter.users.console;

import static io.partnercenter.users.sandbox.PartnerCenterSandbox.CUSTOMER_ID;
import static io.partnercenter.users.sandbox.PartnerCenterSandbox.USER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.partnercenter.users.PartnerCenter;
import io.partnercenter.users.PartnerException;
import io.partnercenter.users.RetryPolicy;
import io.partnercenter.users.SpecCheckedSandbox;
import io.partnercenter.users.sandbox.NextResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the progress of the command bulk is shown. */
class BulkDisplayTest {
  @RegisterExtension final SpecCheckedSandbox sandbox = new SpecCheckedSandbox();

  private final BulkTally tally = new BulkTally(20_000);

  @Test
  void aLineShowsFinishedAndFailedRowsTheRateAndTheRemainingTime() {
    end(2, "done");
    BulkProgress progress = progress(sandbox.client());
    end(3, "refused");
    end(4, "failed");

    assertThat(progress.line())
        .matches("3 of 20,000 rows, 2 failed, [\\d.]+ a second, [\\d,]+ s left");
  }

  @Test
  void aLineIsShownBeforeAnyRowHasEnded() {
    assertThat(progress(sandbox.client()).line())
        .isEqualTo("0 of 20,000 rows, 0 failed, 0.0 a second");
  }

  @Test
  void aThrottleIsShown() {
    PartnerCenter client = sandbox.client(PartnerCenter.builder().retries(RetryPolicy.none()));
    sandbox
        .get()
        .respondNext(NextResponse.builder().status(429).header("Retry-After", "57").build());
    assertThatThrownBy(() -> client.user(CUSTOMER_ID, USER_ID).get())
        .isInstanceOf(PartnerException.class);

    assertThat(progress(client).failuresAndThrottle()).matches("0 failed, waits 5[67] s");
  }

  @Test
  void aBarFitsIntoItsLineAndEndsTheLine() {
    StringWriter terminal = new StringWriter();
    BulkDisplay bar =
        BulkDisplay.bar(progress(sandbox.client()), new PrintWriter(terminal, true), 80);
    for (int row = 2; row <= 10_001; row++) {
      end(row, row % 10 == 0 ? "refused" : "done");
    }
    bar.close();

    String shown = terminal.toString();
    assertThat(shown).endsWith("\n").matches("[\\x20-\\x7e\\r\\n]*");
    List<String> frames = List.of(shown.strip().split("\r"));
    assertThat(frames).allMatch(frame -> frame.length() < 80);
    assertThat(frames.get(frames.size() - 1))
        .contains("50% [==", "] 10000/20000 (0:00:0", "/s 1,000 failed");
  }

  private BulkProgress progress(PartnerCenter partner) {
    return new BulkProgress(tally, partner, Set.of(CUSTOMER_ID));
  }

  private void end(int row, String outcome) {
    tally.add(RowOutcome.parse(List.of(String.valueOf(row), outcome, "", "", "", "", "")));
  }
}
