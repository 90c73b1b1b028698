package dev.chainrule.demos.console;

import com.google.common.base.Strings;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A curve and the points it was fitted to, in characters. */
public final class Chart {
  private static final int COLUMNS = 61;
  private static final int ROWS = 17;

  private final double left;
  private final double right;
  private final double bottom;
  private final double top;
  private final char[][] cells = new char[ROWS][COLUMNS];

  private Chart(double left, double right, double bottom, double top) {
    this.left = left;
    this.right = right;
    this.bottom = bottom;
    this.top = top;
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  /**
   * Draws a curve as dots over the range of the points, and the points as {@code O} on top.
   *
   * @param xs at least one, finite
   * @param ys as many, finite
   */
  public static String draw(DoubleUnaryOperator curve, double[] xs, double[] ys) {
    double left = DoubleStream.of(xs).min().orElseThrow();
    double right = above(left, DoubleStream.of(xs).max().orElseThrow());
    double[] columns =
        IntStream.range(0, COLUMNS)
            .mapToDouble(column -> left + (right - left) * column / (COLUMNS - 1))
            .toArray();
    double[] heights = Arrays.stream(columns).map(curve).toArray();
    double[] all = DoubleStream.concat(Arrays.stream(heights), Arrays.stream(ys)).toArray();
    double bottom = Arrays.stream(all).min().orElseThrow();
    double top = above(bottom, Arrays.stream(all).max().orElseThrow());
    Chart chart = new Chart(left, right, bottom, top);
    chart.plot('.', columns, heights);
    chart.plot('O', xs, ys);
    return chart.toString();
  }

  /** The upper end of a range; where it is no higher than the lower one, something that is. */
  private static double above(double low, double high) {
    double least = low + Math.max(1e-6, 1e-6 * Math.abs(low));
    return Math.max(high, least);
  }

  private void plot(char mark, double[] xs, double[] ys) {
    for (int i = 0; i < xs.length; i++) {
      int column = (int) Math.round((xs[i] - left) / (right - left) * (COLUMNS - 1));
      int row = (int) Math.round((top - ys[i]) / (top - bottom) * (ROWS - 1));
      cells[row][column] = mark;
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      boolean labelled = row % (ROWS / 4) == 0;
      double height = top - (top - bottom) * row / (ROWS - 1);
      text.append(labelled ? Figures.fit(height, 8, 3) + " +" : "         |")
          .append(cells[row])
          .append(System.lineSeparator());
    }
    String from = String.format(Locale.ROOT, "%.3g", left);
    String to = String.format(Locale.ROOT, "%.3g", right);
    return text.append(" ".repeat(9))
        .append('+')
        .append("-".repeat(COLUMNS))
        .append(System.lineSeparator())
        .append(" ".repeat(10))
        .append(from)
        .append(Strings.padStart(to, COLUMNS - from.length(), ' '))
        .toString();
  }
}
