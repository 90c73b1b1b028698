package dev.chainrule.demos.moons;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.Examples;
import java.util.Random;

/**
 * Two half-moons that reach into each other.
 *
 * @param points shape [count, 2]
 * @param labels 1 for the lower one and -1 for the upper one: shape [count, 1]
 */
record Moons(Tensor points, Tensor labels) {
  /** Points that stray from the moons by a normal distance of some deviation. */
  static Moons of(int count, double noise, long seed) {
    Random random = new Random(seed);
    double[] points = new double[2 * count];
    double[] labels = new double[count];
    int upper = count / 2;
    for (int i = 0; i < count; i++) {
      boolean isUpper = i < upper;
      double part = isUpper ? part(i, upper) : part(i - upper, count - upper);
      double x = Math.cos(Math.PI * part);
      double y = Math.sin(Math.PI * part);
      points[2 * i] = (isUpper ? x : 1 - x) + noise * random.nextGaussian();
      points[2 * i + 1] = (isUpper ? y : 0.5 - y) + noise * random.nextGaussian();
      labels[i] = isUpper ? -1 : 1;
    }
    return new Moons(Tensor.of(Shape.of(count, 2), points), Tensor.of(Shape.of(count, 1), labels));
  }

  /** How far along its moon a point is, from 0 to 1. */
  private static double part(int index, int count) {
    return count == 1 ? 0.5 : (double) index / (count - 1);
  }

  int count() {
    return labels.shape().size(0);
  }

  /** The points as inputs, and their labels as targets. */
  Examples examples() {
    return Examples.of(points, labels);
  }

  /** The part of the points whose score has the sign of their label. */
  double accuracy(Tensor scores) {
    return scores.mul(labels).greater(0).mean().item();
  }
}
