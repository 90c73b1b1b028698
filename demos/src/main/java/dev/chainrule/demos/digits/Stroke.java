package dev.chainrule.demos.digits;

import com.google.common.collect.ImmutableList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A line that a pen draws without being lifted: points to be joined, in a square of side 1. */
final class Stroke {
  private static final int ARC_POINTS = 12;

  private final ImmutableList<Point> points;

  private Stroke(Stream<Point> points) {
    this.points = points.collect(ImmutableList.toImmutableList());
  }

  /** Right of the left edge, and below the top edge. */
  record Point(double x, double y) {}

  /** Straight from point to point; {@code xy} has two numbers for each. */
  static Stroke line(double... xy) {
    return new Stroke(
        IntStream.range(0, xy.length / 2).mapToObj(i -> new Point(xy[2 * i], xy[2 * i + 1])));
  }

  /** Along an ellipse; angles in degrees: 0 is right, 90 bottom, 180 left, 270 top. */
  static Stroke arc(double x, double y, double width, double height, double from, double to) {
    return new Stroke(
        IntStream.rangeClosed(0, ARC_POINTS)
            .mapToDouble(i -> Math.toRadians(from + (to - from) * i / ARC_POINTS))
            .mapToObj(a -> new Point(x + width * Math.cos(a), y + height * Math.sin(a))));
  }

  Stroke map(UnaryOperator<Point> move) {
    return new Stroke(points.stream().map(move));
  }

  /** The distance from a point to the nearest point of the line. */
  double distance(double x, double y) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < points.size(); i++) {
      least = Math.min(least, squaredDistance(points.get(i - 1), points.get(i), x, y));
    }
    return Math.sqrt(least);
  }

  private static double squaredDistance(Point from, Point to, double x, double y) {
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
    double nearest = Math.max(0, Math.min(1, along));
    double ox = x - from.x - nearest * dx;
    double oy = y - from.y - nearest * dy;
    return ox * ox + oy * oy;
  }
}
