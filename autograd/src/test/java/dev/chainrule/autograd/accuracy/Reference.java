package dev.chainrule.autograd.accuracy;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The true values and derivatives, from a table that {@code accuracy.py} computed. */
final class Reference {
  private Reference() {}

  /**
   * A point of a curve.
   *
   * @param x where
   * @param exact the value and both derivatives, rounded to float64
   * @param rest what these lack, in units in their last place
   */
  record Point(double x, List<Double> exact, List<Double> rest) {
    /** With the value alone. */
    static Point of(double x, double exact) {
      return new Point(x, List.of(exact), List.of(0.0));
    }
  }

  /** The points of each curve, by its name. */
  static Map<String, List<Point>> points() {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(Reference.class.getResourceAsStream("accuracy.txt")),
                StandardCharsets.UTF_8))) {
      List<Point> curve = new ArrayList<>();
      for (String line = table.readLine(); line != null; line = table.readLine()) {
        if (line.startsWith("# ")) {
          curve = new ArrayList<>();
          points.put(line.substring(2), curve);
        } else {
          curve.add(point(line.split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return points;
  }

  private static Point point(String[] columns) {
    List<Double> numbers = Stream.of(columns).map(Double::valueOf).toList();
    return new Point(
        numbers.get(0),
        List.of(numbers.get(1), numbers.get(3), numbers.get(5)),
        List.of(numbers.get(2), numbers.get(4), numbers.get(6)));
  }
}
