package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;

/**
 * A rectangle of a matrix that stands in an array: what factorizations are written in, half by
 * half, so that nearly all their work is products of matrices (S. Toledo, Locality of reference in
 * LU decomposition with partial pivoting, SIAM J. Matrix Anal. Appl. 18, 1997).
 */
final class Block {
  /** From this size down, plain loops take less time than cutting into halves and multiplying. */
  static final int NARROW = 24;

  private final double[] data;
  private final Matrix at;

  private Block(double[] data, Matrix at) {
    this.data = data;
    this.at = at;
  }

  /** Row-major elements from a place in an array on. */
  static Block of(double[] data, int from, int rows, int columns) {
    return new Block(data, new Matrix(from, rows, columns, columns, 1));
  }

  double[] data() {
    return data;
  }

  int rows() {
    return at.rows();
  }

  int columns() {
    return at.columns();
  }

  /** Whether the elements of a column are neighbours, and those of a row are not. */
  boolean isTurned() {
    return at.row() == 1 && at.columns() > 1;
  }

  /** The place of an element in the array. */
  int place(int i, int j) {
    return at.from() + i * at.row() + j * at.column();
  }

  double get(int i, int j) {
    return data[place(i, j)];
  }

  /** Some rows. */
  Block rows(int first, int end) {
    return new Block(data, at.rows(first, end - first));
  }

  /** Some columns. */
  Block columns(int first, int end) {
    return new Block(data, at.columns(first, end - first));
  }

  /** Some rows of some columns. */
  Block part(int firstRow, int endRow, int firstColumn, int endColumn) {
    return rows(firstRow, endRow).columns(firstColumn, endColumn);
  }

  /** The same elements as the transpose. */
  Block turned() {
    return new Block(data, at.turned());
  }

  /** Subtracts a multiple of a row from another one. */
  void subtractRow(int i, double factor, int of) {
    int step = at.column();
    int to = place(i, 0);
    int from = place(of, 0);
    if (step == 1) { // what the JIT compiler makes vector instructions of
      for (int j = 0; j < columns(); j++) {
        data[to + j] -= factor * data[from + j];
      }
    } else {
      for (int j = 0; j < columns(); j++) {
        data[to + j * step] -= factor * data[from + j * step];
      }
    }
  }

  /** Exchanges two rows. */
  void swapRows(int i, int k) {
    for (int j = 0; j < columns() && i != k; j++) {
      double kept = get(i, j);
      data[place(i, j)] = get(k, j);
      data[place(k, j)] = kept;
    }
  }

  /** Subtracts the product of two others, which this does not overlap. */
  void subtractProduct(Block x, Block y) {
    Float64Storage product = new Float64Storage(rows() * columns());
    new Float64Storage(x.data).multiply(x.at, new Float64Storage(y.data), y.at, product, 0);
    for (int i = 0, from = 0; i < rows(); i++) {
      int to = place(i, 0);
      for (int j = 0; j < columns(); j++, from++, to += at.column()) {
        data[to] -= product.data[from];
      }
    }
  }
}
