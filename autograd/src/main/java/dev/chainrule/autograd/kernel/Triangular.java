package dev.chainrule.autograd.kernel;

import java.util.Arrays;

/** Systems of equations with triangular matrices, by substitution. */
public final class Triangular {
  private Triangular() {}

  /** A copy of one triangle of a matrix [n, n], with zeros in the other one. */
  public static double[] copy(double[] matrices, int from, int n, boolean isLower) {
    double[] copy = new double[n * n];
    for (int i = 0; i < n; i++) {
      int first = i * n + (isLower ? 0 : i);
      int end = i * n + (isLower ? i + 1 : n);
      System.arraycopy(matrices, from + first, copy, first, end - first);
    }
    return copy;
  }

  /** Infinity or the condition number of a triangle that is singular; 0 for any other. */
  public static double conditionIfSingular(double[] triangle, int n, boolean isLower) {
    double[] diagonal = new double[n];
    Arrays.setAll(diagonal, i -> triangle[i * (n + 1)]);
    return Condition.ifSingular(
        triangle,
        0,
        n,
        diagonal,
        () -> {
          double[] inverse = new double[n * n];
          for (int i = 0; i < n; i++) {
            inverse[i * (n + 1)] = 1;
          }
          solve(triangle, isLower, inverse, 0, n, n);
          return inverse;
        });
  }

  /**
   * Solves T X = B, in place of B, for one matrix of a batch.
   *
   * @param triangle T [n, n], with a diagonal without zeros
   * @param b where B [n, columns] begins at {@code from}
   */
  public static void solve(
      double[] triangle, boolean isLower, double[] b, int from, int n, int columns) {
    solve(Block.of(triangle, 0, n, n), isLower, false, Block.of(b, from, n, columns));
  }

  /** The same; a unit diagonal is not looked at, nor is the other triangle. */
  static void solve(Block t, boolean isLower, boolean isUnit, Block b) {
    int n = t.rows();
    if (n <= Block.NARROW) {
      if (b.isTurned()) {
        for (int j = 0; j < b.columns(); j++) {
          substitute(t, isLower, isUnit, b.data(), b.place(0, j));
        }
      } else {
        substitute(t, isLower, isUnit, b);
      }
      return;
    }
    int half = n / 2;
    int first = isLower ? 0 : half; // the rows that are solved first
    int end = isLower ? half : n;
    int rest = isLower ? half : 0;
    int restEnd = isLower ? n : half;
    solve(t.part(first, end, first, end), isLower, isUnit, b.rows(first, end));
    b.rows(rest, restEnd).subtractProduct(t.part(rest, restEnd, first, end), b.rows(first, end));
    solve(t.part(rest, restEnd, rest, restEnd), isLower, isUnit, b.rows(rest, restEnd));
  }

  private static void substitute(Block t, boolean isLower, boolean isUnit, Block b) {
    int n = t.rows();
    for (int step = 0; step < n; step++) {
      int i = isLower ? step : n - 1 - step;
      for (int known = 0; known < step; known++) {
        int k = isLower ? known : n - 1 - known;
        b.subtractRow(i, t.get(i, k), k);
      }
      for (int j = 0; j < b.columns() && !isUnit; j++) {
        b.data()[b.place(i, j)] /= t.get(i, i);
      }
    }
  }

  /** The same for one column whose elements are neighbours. */
  private static void substitute(Block t, boolean isLower, boolean isUnit, double[] b, int from) {
    int n = t.rows();
    for (int step = 0; step < n; step++) {
      int i = isLower ? step : n - 1 - step;
      double rest = b[from + i];
      for (int k = isLower ? 0 : i + 1; k < (isLower ? i : n); k++) {
        rest -= t.get(i, k) * b[from + k];
      }
      b[from + i] = isUnit ? rest : rest / t.get(i, i);
    }
  }
}
