package io.partnercenter.users.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws the requests that a service admitted and refused in each second. */
final class Timeline {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 150;
  private static final int LEFT = 34;
  private static final int BOTTOM = 20;
  private static final int TOP = 16;

  private final StringBuilder svg = new StringBuilder();
  private final int[] admitted;
  private final int[] refused;
  private final int most;

  private Timeline(List<ThrottlingServer.Arrival> arrivals, Duration length) {
    int seconds = (int) length.toSeconds() + 1;
    admitted = new int[seconds];
    refused = new int[seconds];
    for (ThrottlingServer.Arrival arrival : arrivals) {
      int second = Math.min(seconds - 1, (int) arrival.at().toSeconds());
      (arrival.admitted() ? admitted : refused)[second]++;
    }
    int highest = 1;
    for (int i = 0; i < seconds; i++) {
      highest = Math.max(highest, admitted[i] + refused[i]);
    }
    most = highest;
  }

  /** Returns an SVG element without colors, which are in the style of the page. */
  static String svg(List<ThrottlingServer.Arrival> arrivals, Duration length) {
    return new Timeline(arrivals, length).draw();
  }

  private String draw() {
    add("<svg class=\"timeline\" viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT);
    add("<title>Requests admitted and refused, second by second</title>%n");
    double width = (double) (WIDTH - LEFT) / admitted.length;
    for (int i = 0; i < admitted.length; i++) {
      double x = LEFT + i * width;
      bar("admitted", x, width, 0, admitted[i]);
      bar("refused", x, width, admitted[i], refused[i]);
    }
    line(LEFT, y(0), WIDTH, y(0));
    text(LEFT - 4, y(0), "end", "0");
    text(LEFT - 4, y(most) + 8, "end", String.valueOf(most));
    int step = step();
    for (int second = 0; second < admitted.length; second += step) {
      double x = LEFT + second * width;
      text(x, HEIGHT - 5, x > WIDTH - 30 ? "end" : "start", second + " s");
    }
    legend("admitted", WIDTH - 150, 10);
    text(WIDTH - 136, TOP - 5, "start", "admitted");
    legend("refused", WIDTH - 76, 10);
    text(WIDTH - 62, TOP - 5, "start", "refused");
    return add("</svg>").toString();
  }

  /** Returns the seconds between two labels of the time axis. */
  private int step() {
    for (int step : new int[] {1, 2, 5, 10, 20}) {
      if (admitted.length / step <= 12) {
        return step;
      }
    }
    return 60;
  }

  /** Adds a bar for the requests of a second, on top of {@code below} other requests. */
  private void bar(String kind, double x, double width, int below, int count) {
    if (count > 0) {
      double top = y(below + count);
      rectangle(kind, x, top, width * 0.85, y(below) - top);
    }
  }

  /** Adds a square of the legend. */
  private void legend(String kind, double x, double size) {
    rectangle(kind, x, TOP - 5 - size + 1, size, size);
  }

  private double y(int count) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - (double) count / most);
  }

  private void rectangle(String kind, double x, double y, double width, double height) {
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
        kind, x, y, width, height);
  }

  private void line(double x1, double y1, double x2, double y2) {
    add("<line class=\"axis\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", x1, y1, x2, y2);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
  }

  private StringBuilder add(String format, Object... arguments) {
    return svg.append(String.format(Locale.ROOT, format, arguments));
  }
}
