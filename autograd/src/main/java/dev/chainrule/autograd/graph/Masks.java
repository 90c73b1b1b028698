package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;

/** Sets of elements of a tensor, in row-major order. */
final class Masks {
  private Masks() {}

  static boolean[] none(Shape shape) {
    return new boolean[shape.elements()];
  }

  static boolean[] all(Shape shape) {
    boolean[] all = none(shape);
    Arrays.fill(all, true);
    return all;
  }

  static boolean[] nan(double[] numbers) {
    boolean[] mask = new boolean[numbers.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Double.isNaN(numbers[i]);
    }
    return mask;
  }

  /** Marks the elements that are not 0. NaN counts as 0: it comes of what a choice has cut off. */
  static boolean[] nonZero(Tensor tensor) {
    double[] numbers = tensor.toArray();
    boolean[] mask = new boolean[numbers.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = numbers[i] != 0 && !Double.isNaN(numbers[i]);
    }
    return mask;
  }

  static boolean[] or(boolean[] some, boolean[] others) {
    boolean[] either = some.clone();
    for (int i = 0; i < either.length; i++) {
      either[i] |= others[i];
    }
    return either;
  }

  static boolean[] and(boolean[] some, boolean[] others) {
    boolean[] both = some.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] &= others[i];
    }
    return both;
  }

  static boolean[] andNot(boolean[] some, boolean[] others) {
    boolean[] left = some.clone();
    for (int i = 0; i < left.length; i++) {
      left[i] &= !others[i];
    }
    return left;
  }

  static boolean any(boolean[] mask) {
    for (boolean is : mask) {
      if (is) {
        return true;
      }
    }
    return false;
  }
}
