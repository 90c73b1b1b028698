package dev.chainrule.autograd.kernel;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: made tridiagonal by reflections, then
 * diagonal by QL steps with implicit shifts (G. H. Golub, C. F. Van Loan, Matrix Computations,
 * sections 8.3.1 and 8.3.3).
 */
public final class Eigensystem {
  private static final double EPSILON = Math.ulp(1.0);
  private static final int MAX_STEPS = 60; // for each eigenvalue; two are usual

  private final int n;
  private final double[] a; // [n, n]; later the vectors, as rows: loops run along neighbours
  private final double[] diagonal;
  private final double[] beside; // [i] is the element at [i + 1, i]

  private Eigensystem(double[] matrices, int from, int n) {
    this.n = n;
    this.a = new double[n * n];
    this.diagonal = new double[n];
    this.beside = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = matrices[from + i * n + j] / 2 + matrices[from + j * n + i] / 2;
      }
    }
  }

  /**
   * Computes the eigenvalues in ascending order, and the vectors, as columns.
   *
   * @param matrices where A [n, n] begins at {@code from}; its symmetric part (A + Aᵀ) / 2 counts
   * @param values where n of them are put from {@code toValue} on
   * @param vectors where [n, n] of them are put from {@code toVector} on
   */
  public static void of(
      double[] matrices,
      int from,
      int n,
      double[] values,
      int toValue,
      double[] vectors,
      int toVector) {
    Eigensystem eigen = new Eigensystem(matrices, from, n);
    double scale = Normalized.scale(eigen.a);
    eigen.makeTridiagonal();
    for (int i = 0; i < n; i++) {
      eigen.split(i);
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(eigen.diagonal[i], eigen.diagonal[j]));
    for (int j = 0; j < n; j++) {
      int row = order[j] * n;
      values[toValue + j] = eigen.diagonal[order[j]] * scale;
      double sign = Normalized.sign(eigen.a, row, n);
      for (int i = 0; i < n; i++) {
        vectors[toVector + i * n + j] = sign * eigen.a[row + i];
      }
    }
  }

  /** Reflects away what is left of the diagonal's neighbour in each row, the last row first. */
  private void makeTridiagonal() {
    double[][] reflections = new double[n][];
    for (int k = n - 1; k >= 0; k--) {
      diagonal[k] = a[k * n + k];
      if (k > 0) {
        double[] v = Arrays.copyOfRange(a, k * n, k * n + k);
        beside[k - 1] = Reflection.of(v, k - 1);
        reflections[k] = v;
        reflectBothSides(v);
      }
    }
    Arrays.fill(a, 0);
    for (int k = 0; k < n; k++) {
      a[k * n + k] = 1;
    }
    Block product = Block.of(a, 0, n, n);
    for (int k = 1; k < n; k++) {
      Reflection.apply(reflections[k], product.part(0, k, 0, k));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double kept = a[i * n + j];
        a[i * n + j] = a[j * n + i];
        a[j * n + i] = kept;
      }
    }
  }

  /** H A H = A - v wᵀ - w vᵀ for the leading rows and columns. */
  private void reflectBothSides(double[] v) {
    int k = v.length;
    double[] w = new double[k];
    for (int i = 0; i < k; i++) { // A is symmetric: its rows are its columns
      for (int j = 0; j < k; j++) {
        w[j] += v[i] * a[i * n + j];
      }
    }
    double dot = 0;
    for (int i = 0; i < k; i++) {
      dot += w[i] * v[i];
    }
    for (int i = 0; i < k; i++) {
      w[i] -= dot / 2 * v[i];
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        a[i * n + j] -= v[i] * w[j] + w[i] * v[j];
      }
    }
  }

  /** Takes steps until the element beside a diagonal one is zero. */
  private void split(int first) {
    for (int steps = 0; ; steps++) {
      int last = first;
      while (last < n - 1 && !isSplit(last)) {
        last++;
      }
      if (last == first) {
        return;
      }
      checkArgument(steps < MAX_STEPS, "symmetricEigen: the steps do not converge");
      step(first, last);
    }
  }

  private boolean isSplit(int i) {
    double neighbours = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
    return Math.abs(beside[i]) <= EPSILON / 2 * neighbours + Double.MIN_NORMAL;
  }

  /** A QL step: rotates neighbours, from the last pair to the first. */
  private void step(int first, int last) {
    double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
    double divisor = half + Math.copySign(Math.hypot(half, 1), half);
    double g = diagonal[last] - diagonal[first] + beside[first] / divisor;
    double sine = 1;
    double cosine = 1;
    double moved = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      double r = Math.hypot(f, g);
      beside[i + 1] = r;
      if (r == 0) { // it splits here
        diagonal[i + 1] -= moved;
        beside[last] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = diagonal[i + 1] - moved;
      double turned = (diagonal[i] - g) * sine + 2 * cosine * b;
      moved = sine * turned;
      diagonal[i + 1] = g + moved;
      g = cosine * turned - b;
      Rotation.apply(a, i * n, (i + 1) * n, n, cosine, sine);
    }
    diagonal[first] -= moved;
    beside[first] = g;
    beside[last] = 0;
  }
}
