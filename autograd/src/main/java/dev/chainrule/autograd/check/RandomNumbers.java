package dev.chainrule.autograd.check;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Random;

/** Weights and directions: of both signs, and never small. */
final class RandomNumbers {
  private RandomNumbers() {}

  /** Draws from ±[½, 1½); for a single number a power of two, by which one can divide exactly. */
  static Tensor like(Shape shape, long seed) {
    Random random = new Random(seed);
    double[] numbers = new double[shape.elements()];
    for (int i = 0; i < numbers.length; i++) {
      double sign = random.nextBoolean() ? 1 : -1;
      double size =
          numbers.length == 1 ? random.nextBoolean() ? 2 : 0.5 : 0.5 + random.nextDouble();
      numbers[i] = sign * size;
    }
    return Tensor.of(shape, numbers);
  }
}
