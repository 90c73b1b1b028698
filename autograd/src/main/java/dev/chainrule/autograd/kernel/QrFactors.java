package dev.chainrule.autograd.kernel;

import java.util.Arrays;

/**
 * A matrix [m, n] as the product of orthonormal columns Q [m, k] and an upper triangle R [k, n], k
 * the smaller of m and n: by Householder's reflections (G. H. Golub, C. F. Van Loan, Matrix
 * Computations, section 5.2).
 */
public final class QrFactors {
  private QrFactors() {}

  /**
   * Computes them; no element on R's diagonal is negative.
   *
   * @param matrices where A begins at {@code from}
   * @param q zeros, where Q is put from {@code toQ} on
   * @param r where R is put from {@code toR} on
   */
  public static void of(
      double[] matrices, int from, int m, int n, double[] q, int toQ, double[] r, int toR) {
    int k = Math.min(m, n);
    double[] copy = Arrays.copyOfRange(matrices, from, from + m * n);
    double scale = Normalized.scale(copy);
    Block a = Block.of(copy, 0, m, n);
    Block columns = Block.of(q, toQ, m, k);
    double[][] reflections = new double[k][];
    double[] diagonal = new double[k];
    for (int i = 0; i < k; i++) {
      double[] v = new double[m - i];
      for (int row = i; row < m; row++) {
        v[row - i] = a.get(row, i);
      }
      diagonal[i] = Reflection.of(v, 0);
      reflections[i] = v;
      Reflection.apply(v, a.part(i, m, i + 1, n));
    }
    for (int i = k - 1; i >= 0; i--) {
      q[columns.place(i, i)] = 1;
      Reflection.apply(reflections[i], columns.part(i, m, i, k));
    }
    for (int i = 0; i < k; i++) {
      double sign = diagonal[i] < 0 ? -1 : 1;
      for (int row = 0; row < m; row++) {
        q[columns.place(row, i)] *= sign;
      }
      r[toR + i * n + i] = sign * diagonal[i] * scale;
      for (int j = i + 1; j < n; j++) {
        r[toR + i * n + j] = sign * a.get(i, j) * scale;
      }
    }
  }
}
