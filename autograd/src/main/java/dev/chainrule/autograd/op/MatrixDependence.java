package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;

/** For operations on batches of matrices of which each matters as a whole. */
final class MatrixDependence {
  private MatrixDependence() {}

  /** The sum of each matrix of [.., n, m], wherever in a result [.., a, b] its own batch is. */
  static <T extends Numeric<T>> T of(T matrices, Shape result) {
    T sums = matrices.sum(false, -2, -1);
    int batch = sums.shape().rank();
    int[] sizes = Arrays.copyOf(sums.shape().toArray(), result.rank());
    Arrays.fill(sizes, batch, sizes.length, 1);
    return sums.reshape(Shape.of(sizes)).broadcastTo(result);
  }

  /** The same for each of several results. */
  static <T extends Numeric<T>> List<T> of(T matrices, List<Shape> results) {
    return results.stream().map(result -> of(matrices, result)).toList();
  }
}
