package dev.chainrule.autograd.kernel;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The singular value decomposition A = U S Vᵀ: of A = Q R, the rows of R are rotated, two at a
 * time, until all are orthogonal: J R = S Vᵀ. So small singular values are as accurate as large
 * ones (J. Demmel, K. Veselić, Jacobi's method is more accurate than QR, SIAM J. Matrix Anal. Appl.
 * 13, 1992).
 */
public final class SingularValues {
  private static final double EPSILON = Math.ulp(1.0);
  private static final int MAX_SWEEPS = 60; // ten are many

  private final int n;
  private final double[] rows; // R, later S Vᵀ
  private final double[] turns; // J
  private final double[] norms;

  private SingularValues(double[] r, int n) {
    this.n = n;
    this.rows = r;
    this.turns = new double[n * n];
    this.norms = new double[n];
    for (int i = 0; i < n; i++) {
      turns[i * n + i] = 1;
    }
  }

  /**
   * Computes them for A [m, n], with k the smaller of m and n, in descending order.
   *
   * @param matrices where A begins at {@code from}
   * @param u where U [m, k] is put from {@code toU} on
   * @param s where k singular values are put from {@code toS} on
   * @param v where V [n, k] is put from {@code toV} on
   */
  public static void of(
      double[] matrices,
      int from,
      int m,
      int n,
      double[] u,
      int toU,
      double[] s,
      int toS,
      double[] v,
      int toV) {
    Block a = Block.of(matrices, from, m, n);
    boolean isWide = m < n;
    int k = Math.min(m, n);
    double[] left = tall(isWide ? a.turned() : a, s, toS, isWide ? u : v, isWide ? toU : toV);
    System.arraycopy(left, 0, isWide ? v : u, isWide ? toV : toU, left.length);
    normalizeSigns(Block.of(u, toU, m, k), Block.of(v, toV, n, k));
  }

  /** The same for as many rows as columns at least; returns U. */
  private static double[] tall(Block a, double[] s, int toS, double[] v, int toV) {
    int m = a.rows();
    int n = a.columns();
    double[] copy = new double[m * n];
    for (int i = 0; i < m * n; i++) {
      copy[i] = a.get(i / n, i % n);
    }
    double scale = Normalized.scale(copy);
    double[] q = new double[m * n];
    double[] r = new double[n * n];
    QrFactors.of(copy, 0, m, n, q, 0, r, 0);
    SingularValues found = new SingularValues(r, n);
    found.sweep();
    Integer[] order = found.normalizeRows();
    double[] turns = new double[n * n];
    for (int j = 0; j < n; j++) {
      s[toS + j] = found.norms[order[j]] * scale;
      for (int i = 0; i < n; i++) {
        turns[i * n + j] = found.turns[order[j] * n + i];
        v[toV + i * n + j] = found.rows[order[j] * n + i];
      }
    }
    Float64Storage left = new Float64Storage(m * n);
    new Float64Storage(q)
        .multiply(
            new Storage.Matrix(0, m, n, n, 1),
            new Float64Storage(turns),
            new Storage.Matrix(0, n, n, n, 1),
            left,
            0);
    return left.data;
  }

  private void sweep() {
    double bound = EPSILON * Math.max(1, Math.sqrt(n));
    boolean isRotated = true;
    for (int sweeps = 0; isRotated; sweeps++) {
      checkArgument(sweeps < MAX_SWEEPS, "svd: the rotations do not converge");
      isRotated = false;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          isRotated |= rotate(i * n, j * n, bound);
        }
      }
    }
  }

  /** Makes two rows orthogonal; returns whether they were not. */
  private boolean rotate(int x, int y, double bound) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int k = 0; k < n; k++) {
      xx += rows[x + k] * rows[x + k];
      yy += rows[y + k] * rows[y + k];
      xy += rows[x + k] * rows[y + k];
    }
    if (Math.abs(xy) <= bound * Math.sqrt(xx) * Math.sqrt(yy)
        || Math.sqrt(Math.min(xx, yy)) <= Reflection.NOTHING) {
      return false;
    }
    double cotangent = (yy - xx) / (2 * xy);
    double tangent = Math.copySign(1 / (Math.abs(cotangent) + Math.hypot(1, cotangent)), cotangent);
    double cosine = 1 / Math.hypot(1, tangent);
    Rotation.apply(rows, x, y, n, cosine, cosine * tangent);
    Rotation.apply(turns, x, y, n, cosine, cosine * tangent);
    return true;
  }

  /** Makes the rows as long as 1, and gives their order, longest first. */
  private Integer[] normalizeRows() {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += rows[i * n + k] * rows[i * n + k];
      }
      norms[i] = Math.sqrt(sum) <= Reflection.NOTHING ? 0 : Math.sqrt(sum);
      for (int k = 0; k < n && norms[i] > 0; k++) {
        rows[i * n + k] /= norms[i];
      }
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(norms[j], norms[i]));
    for (int at = 0; at < n; at++) {
      if (norms[order[at]] == 0) {
        complete(order, at);
      }
    }
    return order;
  }

  /** Puts in place of a row of zeros one that is orthogonal to those before it in order. */
  private void complete(Integer[] order, int at) {
    int row = order[at] * n;
    double best = 0;
    double[] longest = new double[n];
    for (int axis = 0; axis < n; axis++) {
      double[] left = new double[n];
      left[axis] = 1;
      for (int k = 0; k < 2 * at; k++) { // twice, for rounding
        subtractAlong(left, order[k % at] * n);
      }
      double norm = Math.sqrt(Arrays.stream(left).map(x -> x * x).sum());
      longest = norm > best ? left : longest;
      best = Math.max(norm, best);
    }
    for (int k = 0; k < n; k++) {
      rows[row + k] = longest[k] / best;
    }
  }

  private void subtractAlong(double[] x, int row) {
    double dot = 0;
    for (int k = 0; k < n; k++) {
      dot += x[k] * rows[row + k];
    }
    for (int k = 0; k < n; k++) {
      x[k] -= dot * rows[row + k];
    }
  }

  private static void normalizeSigns(Block u, Block v) {
    for (int j = 0; j < v.columns(); j++) {
      double[] column = new double[v.rows()];
      for (int i = 0; i < column.length; i++) {
        column[i] = v.get(i, j);
      }
      if (Normalized.sign(column, 0, column.length) < 0) {
        negate(u, j);
        negate(v, j);
      }
    }
  }

  private static void negate(Block x, int column) {
    for (int i = 0; i < x.rows(); i++) {
      x.data()[x.place(i, column)] *= -1;
    }
  }
}
