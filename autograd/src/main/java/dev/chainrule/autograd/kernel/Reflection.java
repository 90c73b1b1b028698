package dev.chainrule.autograd.kernel;

import java.util.Arrays;

/** Householder's reflections H = I - v vᵀ, with vᵀ v = 2 (or v = 0, which reflects nothing). */
final class Reflection {
  /** Beside matrices whose largest element is near 1: the square of less loses its digits. */
  static final double NOTHING = 1e-140;

  private Reflection() {}

  /**
   * Replaces x by the v whose reflection leaves nothing of x but one element.
   *
   * @return that element
   */
  static double of(double[] x, int at) {
    double others = 0;
    for (int i = 0; i < x.length; i++) {
      others += i == at ? 0 : x[i] * x[i];
    }
    double first = x[at];
    if (others <= NOTHING * NOTHING) {
      Arrays.fill(x, 0);
      return first;
    }
    double norm = Math.sqrt(others + first * first);
    double left = first > 0 ? -norm : norm; // so that nothing cancels
    x[at] = first - left;
    double scale = 1 / Math.sqrt(norm * (norm + Math.abs(first)));
    for (int i = 0; i < x.length; i++) {
      x[i] *= scale;
    }
    return left;
  }

  /** Reflects the columns of a block. */
  static void apply(double[] v, Block block) {
    double[] products = new double[block.columns()];
    double[] data = block.data();
    for (int i = 0; i < v.length; i++) {
      int row = block.place(i, 0);
      for (int j = 0; j < products.length; j++) {
        products[j] += v[i] * data[row + j];
      }
    }
    for (int i = 0; i < v.length; i++) {
      int row = block.place(i, 0);
      for (int j = 0; j < products.length; j++) {
        data[row + j] -= v[i] * products[j];
      }
    }
  }
}
