package dev.chainrule.nn.layer;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Draws rows at right angles to each other, every such set of them equally likely. */
final class Orthogonal {
  private Orthogonal() {}

  /** Draws a matrix of shape [outputs, inputs]; its shorter side is at right angles. */
  static Tensor weights(int inputs, int outputs, RandomGenerator random) {
    Tensor rows = rows(Math.min(inputs, outputs), Math.max(inputs, outputs), random);
    return outputs <= inputs ? rows : rows.transpose();
  }

  /**
   * Makes normal rows orthonormal by the Gram-Schmidt process.
   *
   * @param count of the rows, at most their length
   * @return shape [count, length]
   */
  private static Tensor rows(int count, int length, RandomGenerator random) {
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
