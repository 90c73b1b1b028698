package dev.chainrule.autograd.kernel;

/** Systems of equations with triangular matrices, by substitution. */
public final class Triangular {
  private Triangular() {}

  /**
   * Solves T X = B, in place of B, for one matrix of a batch; what is in T's other triangle does
   * not count.
   *
   * @param t where T [n, n] begins at {@code fromT}, with a diagonal without zeros
   * @param b where B [n, columns] begins at {@code fromB}
   */
  public static void solve(
      double[] t, int fromT, boolean isLower, double[] b, int fromB, int n, int columns) {
    solve(Block.of(t, fromT, n, n), isLower, false, Block.of(b, fromB, n, columns));
  }

  /** The same; a unit diagonal is not looked at. */
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
