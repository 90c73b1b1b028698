package dev.chainrule.autograd.kernel;

import java.util.Arrays;

/**
 * A square matrix factored into a lower and an upper triangular one, L U = P A, rows exchanged so
 * that each pivot is the largest left in its column (G. H. Golub, C. F. Van Loan, Matrix
 * Computations, section 3.4).
 */
public final class Lu {
  private final double[] matrices;
  private final int from;
  private final int n;
  private final Block factors;
  private final int[] pivots;

  private Lu(double[] matrices, int from, int n) {
    this.matrices = matrices;
    this.from = from;
    this.n = n;
    double[] copy = new double[n * n];
    System.arraycopy(matrices, from, copy, 0, n * n);
    this.factors = Block.of(copy, 0, n, n);
    this.pivots = new int[n];
  }

  /** Factors a copy of the matrix [n, n] that begins at a place in an array, which must stay. */
  public static Lu of(double[] matrices, int from, int n) {
    Lu lu = new Lu(matrices, from, n);
    lu.factor(0, n);
    return lu;
  }

  /** Factors some columns, on which those before them have done their work. */
  private void factor(int first, int end) {
    if (end - first <= Block.NARROW) {
      eliminate(first, end);
      return;
    }
    int middle = (first + end) / 2;
    factor(first, middle);
    swapRows(factors.columns(middle, end), first, middle);
    Block right = factors.part(first, middle, middle, end);
    Triangular.solve(factors.part(first, middle, first, middle), true, true, right);
    Block below = factors.part(middle, n, first, middle);
    factors.part(middle, n, middle, end).subtractProduct(below, right);
    factor(middle, end);
    swapRows(factors.columns(first, middle), middle, end);
  }

  private void eliminate(int first, int end) {
    for (int k = first; k < end; k++) {
      pivots[k] = k;
      for (int i = k + 1; i < n; i++) {
        pivots[k] =
            Math.abs(factors.get(i, k)) > Math.abs(factors.get(pivots[k], k)) ? i : pivots[k];
      }
      factors.columns(first, end).swapRows(k, pivots[k]);
      Block rest = factors.columns(k + 1, end);
      double pivot = factors.get(k, k);
      for (int i = k + 1; i < n && pivot != 0; i++) {
        double factor = factors.get(i, k) / pivot;
        factors.data()[factors.place(i, k)] = factor;
        rest.subtractRow(i, factor, k);
      }
    }
  }

  private void swapRows(Block block, int first, int end) {
    for (int k = first; k < end; k++) {
      block.swapRows(k, pivots[k]);
    }
  }

  /** Solves A X = B in place of the B [n, columns] that begins at a place in an array. */
  public void solve(double[] b, int fromB, int columns) {
    Block right = Block.of(b, fromB, n, columns);
    swapRows(right, 0, n);
    Triangular.solve(factors, true, true, right);
    Triangular.solve(factors, false, false, right);
  }

  /** The inverse, written to a place in an array. */
  public void invert(double[] inverse, int to) {
    for (int i = 0; i < n; i++) {
      inverse[to + i * (n + 1)] = 1; // of zeros
    }
    solve(inverse, to, n);
  }

  /** -1, 0 or 1: that of the determinant. */
  public double sign() {
    double sign = 1;
    for (int k = 0; k < n; k++) {
      sign *= Math.signum(factors.get(k, k)) * (pivots[k] == k ? 1 : -1);
    }
    return sign;
  }

  /** The determinant. */
  public double determinant() {
    double product = 1;
    for (int k = 0; k < n; k++) {
      product *= factors.get(k, k) * (pivots[k] == k ? 1 : -1);
    }
    return product;
  }

  /** The logarithm of the determinant's size. */
  public double logAbsDeterminant() {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += Math.log(Math.abs(factors.get(k, k)));
    }
    return sum;
  }

  /** Infinity or the condition number of a matrix that is singular; 0 for any other. */
  public double conditionIfSingular() {
    double[] diagonal = new double[n];
    Arrays.setAll(diagonal, k -> factors.get(k, k));
    return Condition.ifSingular(
        matrices,
        from,
        n,
        diagonal,
        () -> {
          double[] inverse = new double[n * n];
          invert(inverse, 0);
          return inverse;
        });
  }
}
