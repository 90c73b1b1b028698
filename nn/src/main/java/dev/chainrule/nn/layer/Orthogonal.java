package dev.chainrule.nn.layer;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Rows at right angles, every such set of them equally likely. */
final class Orthogonal {
  private Orthogonal() {}

  /**
   * The Gram-Schmidt process on normal rows.
   *
   * @param count of the rows, at most their length
   */
  static Tensor rows(int count, int length, RandomGenerator random) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] row = new double[length];
      for (int k = 0; k < length; k++) {
        row[k] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) { // once leaves rounding behind; twice is enough
        for (int j = 0; j < i; j++) {
          add(row, -dot(row, rows[j]), rows[j]);
        }
      }
      scale(row, 1 / Math.sqrt(dot(row, row)));
      rows[i] = row;
    }
    return Tensor.of(rows);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static void add(double[] x, double factor, double[] y) {
    for (int k = 0; k < x.length; k++) {
      x[k] += factor * y[k];
    }
  }

  private static void scale(double[] x, double factor) {
    for (int k = 0; k < x.length; k++) {
      x[k] *= factor;
    }
  }
}
