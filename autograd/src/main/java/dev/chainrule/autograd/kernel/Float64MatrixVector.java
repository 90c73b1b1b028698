package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;

/** Products of a matrix and a vector. Float32MatrixVector is made from this text by the build. */
final class Float64MatrixVector {
  /** Up to here products are added without halving. */
  private static final int SHORT = 256;

  private Float64MatrixVector() {}

  /** Sets {@code out} to the product of a matrix of one row, or with one of one column. */
  static void multiply(double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    if (right.columns() == 1) {
      multiply(x, left, y, right.from(), right.row(), out, to);
    } else { // a row times a matrix is the matrix turned over times a column
      multiply(y, right.turned(), x, left.from(), left.column(), out, to);
    }
  }

  private static void multiply(
      double[] x, Matrix matrix, double[] y, int from, int step, double[] out, int to) {
    if (matrix.row() == 1 && matrix.column() != 1) { // whole columns are added up
      Sums sums = sumOfColumns(x, matrix, y, from, step, 0, matrix.columns());
      for (int i = 0; i < matrix.rows(); i++) {
        out[to + i] = Float64.of(sums.get(i));
      }
    } else {
      for (int i = 0; i < matrix.rows(); i++) {
        int row = matrix.from() + i * matrix.row();
        out[to + i] = Float64.of(dot(x, row, matrix.column(), y, from, step, matrix.columns()));
      }
    }
  }

  /** Sums by halves, so that the rounding error grows with the logarithm of their length. */
  private static Sums sumOfColumns(
      double[] x, Matrix matrix, double[] y, int from, int step, int first, int end) {
    if (end - first > SHORT) {
      int half = (first + end) / 2;
      Sums sums = sumOfColumns(x, matrix, y, from, step, first, half);
      return sums.add(sumOfColumns(x, matrix, y, from, step, half, end));
    }
    Sums sums = new Sums(matrix.rows());
    for (int k = first; k < end; k++) {
      sums.addRow(y[from + k * step], x, matrix.from() + k * matrix.column());
    }
    return sums;
  }

  private static double dot(
      double[] x, int from, int step, double[] y, int fromY, int stepY, int length) {
    if (length > SHORT) {
      int half = length / 2;
      return dot(x, from, step, y, fromY, stepY, half)
          + dot(x, from + half * step, step, y, fromY + half * stepY, stepY, length - half);
    }
    double a = 0;
    double b = 0;
    int k = 0;
    for (; k + 1 < length; k += 2) {
      a += 1.0 * x[from + k * step] * y[fromY + k * stepY];
      b += 1.0 * x[from + (k + 1) * step] * y[fromY + (k + 1) * stepY];
    }
    return k < length ? a + b + 1.0 * x[from + k * step] * y[fromY + k * stepY] : a + b;
  }
}
