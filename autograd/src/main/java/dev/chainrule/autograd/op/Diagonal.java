package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** Diagonals of matrices: in rows of n + 1, the diagonal of rows of n is a column. */
final class Diagonal {
  private Diagonal() {}

  /** Vectors [.., n] as the diagonals of [.., n, n]. */
  static <T extends Numeric<T>> T embed(String word, T x) {
    int n = x.shape().size(-1);
    int rank = x.shape().rank();
    Shape batch = x.shape().reduce(false, rank - 1);
    Shape unused = SquareMatrices.of(word, batch, n, n + 1);
    int[] after = new int[rank + 1];
    after[rank] = n;
    T rows = x.expandDims(-1).pad(new int[rank + 1], after, 0);
    T flat = rows.reshape(SquareMatrices.of(word, batch, 1, n * (n + 1)));
    return flat.slice(-1, 0, n * n).reshape(SquareMatrices.of(word, batch, n, n));
  }

  /** The diagonals [.., k] of matrices [.., n, m]. */
  static <T extends Numeric<T>> T of(T x) {
    Shape shape = x.shape();
    int n = shape.size(-2);
    int m = shape.size(-1);
    Shape flat = SquareMatrices.of("diagonal", SquareMatrices.batch(shape), 1, n * m);
    int[] stops = flat.toArray();
    int[] steps = new int[stops.length];
    Arrays.fill(steps, 1);
    stops[stops.length - 1] = Math.max((Math.min(n, m) - 1) * (m + 1) + 1, 0);
    steps[stops.length - 1] = m + 1;
    return x.reshape(flat).slice(new int[stops.length], stops, steps).squeeze(-2);
  }
}
