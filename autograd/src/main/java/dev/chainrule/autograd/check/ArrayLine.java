package dev.chainrule.autograd.check;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A function of an array along one of its numbers, and anybody's gradient of it. */
final class ArrayLine implements Line {
  private final ToDoubleFunction<double[]> function;
  private final UnaryOperator<double[]> gradient;
  private final double[] point;
  private final int at;

  /** Takes the function, its gradient, the point, and which of its numbers moves. */
  ArrayLine(
      ToDoubleFunction<double[]> function,
      UnaryOperator<double[]> gradient,
      double[] point,
      int at) {
    this.function = function;
    this.gradient = gradient;
    this.point = point;
    this.at = at;
  }

  @Override
  public double here() {
    return point[at];
  }

  @Override
  public double roundoff() {
    return 0x1p-53;
  }

  @Override
  public double[] terms(double number) {
    return new double[] {function.applyAsDouble(moved(number))};
  }

  @Override
  public double rule(double number) {
    return gradient.apply(moved(number))[at];
  }

  @Override
  public Optional<Trail> trail(double step) {
    return Optional.empty(); // nobody sees inside
  }

  private double[] moved(double number) {
    double[] moved = point.clone();
    moved[at] = number;
    return moved;
  }
}
