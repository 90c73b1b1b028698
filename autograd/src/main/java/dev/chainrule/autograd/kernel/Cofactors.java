package dev.chainrule.autograd.kernel;

/** Adjugates: of a matrix that has no inverse, too. */
public final class Cofactors {
  private Cofactors() {}

  /**
   * Puts the adjugate of A [n, n] where A is in its own array. By A = U S Vᵀ, where A is singular,
   * it is det U det V V diag(what the other singular values' product is) Uᵀ.
   */
  public static void adjugate(double[] matrices, int from, int n, double[] adjugates) {
    Lu lu = Lu.of(matrices, from, n);
    if (lu.conditionIfSingular() == 0) {
      lu.invert(adjugates, from);
      double determinant = lu.determinant();
      for (int i = from; i < from + n * n; i++) {
        adjugates[i] *= determinant;
      }
      return;
    }
    double[] u = new double[n * n];
    double[] s = new double[n];
    double[] v = new double[n * n];
    SingularValues.of(matrices, from, n, n, u, 0, s, 0, v, 0);
    double sign = Lu.of(u, 0, n).sign() * Lu.of(v, 0, n).sign();
    for (int k = 0; k < n; k++) {
      double others = sign;
      for (int j = 0; j < n; j++) {
        others *= j == k ? 1 : s[j];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          adjugates[from + i * n + j] += v[i * n + k] * others * u[j * n + k];
        }
      }
    }
  }
}
