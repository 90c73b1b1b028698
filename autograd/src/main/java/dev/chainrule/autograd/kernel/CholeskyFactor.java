package dev.chainrule.autograd.kernel;

/** The lower triangular factor of a symmetric, positive definite matrix. */
public final class CholeskyFactor {
  private final Block a;

  private CholeskyFactor(Block a) {
    this.a = a;
  }

  /**
   * Puts L with L Lᵀ = A in the place of A [n, n], half by half (G. H. Golub, C. F. Van Loan,
   * Matrix Computations, section 4.2).
   *
   * @return -1, or which pivot on the diagonal is not positive
   */
  public static int factor(double[] matrices, int from, int n) {
    Block a = Block.of(matrices, from, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrices[a.place(i, j)] = (a.get(i, j) + a.get(j, i)) / 2;
      }
    }
    int failed = new CholeskyFactor(a).factor(0, n);
    for (int i = 0; i < n && failed < 0; i++) {
      for (int j = i + 1; j < n; j++) {
        matrices[a.place(i, j)] = 0;
      }
    }
    return failed;
  }

  private int factor(int first, int end) {
    if (end - first <= Block.NARROW) {
      return rowByRow(first, end);
    }
    int middle = (first + end) / 2;
    int failed = factor(first, middle);
    if (failed >= 0) {
      return failed;
    }
    Block below = a.part(middle, end, first, middle);
    Triangular.solve(a.part(first, middle, first, middle), true, false, below.turned());
    a.part(middle, end, middle, end).subtractProduct(below, below.turned());
    return factor(middle, end);
  }

  private int rowByRow(int first, int end) {
    double[] data = a.data();
    for (int i = first; i < end; i++) {
      int row = a.place(i, 0);
      for (int j = first; j <= i; j++) {
        int other = a.place(j, 0);
        double rest = data[row + j];
        for (int k = first; k < j; k++) {
          rest -= data[row + k] * data[other + k];
        }
        data[row + j] = rest;
        if (j == i && !(rest > 0)) {
          return i;
        }
        data[row + j] = j < i ? rest / data[other + j] : Math.sqrt(rest);
      }
    }
    return -1;
  }
}
