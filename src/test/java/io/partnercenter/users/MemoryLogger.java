package io.partnercenter.users;

import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;

/** A logger that keeps the lines that are logged. */
public final class MemoryLogger implements System.Logger {
  public final List<String> lines = new CopyOnWriteArrayList<>();
  boolean loggable = true;
  public boolean broken;

  @Override
  public String getName() {
    return "memory";
  }

  @Override
  public boolean isLoggable(Level level) {
    return loggable && level == Level.INFO;
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
    throw new AssertionError("no throwable is logged");
  }

  @Override
  public void log(Level level, ResourceBundle bundle, String format, Object... params) {
    if (broken) {
      throw new IllegalStateException("logger is broken");
    }
    lines.add(format);
  }
}
