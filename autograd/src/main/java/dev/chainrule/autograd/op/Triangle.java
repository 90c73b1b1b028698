package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.Shape;

/** Which triangle of a matrix an element is in. */
final class Triangle {
  private Triangle() {}

  /** A constant [n, m] for matrices of that shape: the column of each element, less its row. */
  static <T extends Numeric<T>> T columnsLessRows(String word, T matrices) {
    Shape shape = matrices.shape();
    int rows = shape.size(shape.axis(word, -2));
    int columns = shape.size(-1);
    return count(matrices, columns).sub(count(matrices, rows).expandDims(1));
  }

  private static <T extends Numeric<T>> T count(T like, int length) {
    return like.literal(1).broadcastTo(Shape.of(length)).cumsum(0);
  }
}
