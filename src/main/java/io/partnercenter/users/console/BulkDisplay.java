package io.partnercenter.users.console;

import io.partnercenter.users.internal.time.DaemonThreads;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows the progress of a run at regular intervals until it is closed, even while no row ends
 * because the service throttles.
 */
final class BulkDisplay implements AutoCloseable {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final Duration BETWEEN_BARS = Duration.ofMillis(500);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("bulk-display"));
  private final Runnable onClose;

  private BulkDisplay(Runnable show, Duration interval, Runnable onClose) {
    this.onClose = onClose;
    clock.scheduleWithFixedDelay(
        show, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Prints a line at regular intervals, for logs. */
  static BulkDisplay lines(BulkProgress progress, PrintWriter log) {
    return new BulkDisplay(() -> log.println(progress.line()), BETWEEN_LINES, () -> {});
  }

  /**
   * Prints a bar that stays in its line, for terminals.
   *
   * @param columns the width of the terminal
   */
  static BulkDisplay bar(BulkProgress progress, PrintWriter terminal, int columns) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("") // room is scarce
            .setInitialMax(progress.rows())
            .startsFrom(progress.ended(), Duration.ZERO)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) BETWEEN_BARS.toMillis())
            .continuousUpdate()
            .showSpeed()
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    text -> {
                      terminal.print('\r' + text);
                      terminal.flush();
                    },
                    columns - 1)) // a terminal may begin a new line after its last column
            .build();
    Runnable show =
        () -> {
          bar.setExtraMessage(' ' + progress.failuresAndThrottle());
          bar.stepTo(progress.ended());
        };
    return new BulkDisplay(
        show,
        BETWEEN_BARS,
        () -> {
          show.run();
          bar.close();
          terminal.println();
        });
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    onClose.run();
  }
}
