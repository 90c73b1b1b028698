package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;

/**
 * The innermost loops, over arrays without gaps: what a machine's vector instructions can speed up.
 * Inputs and output must not overlap. Float32Loops is made from this text by the build.
 */
public interface Float64Loops {
  /** The rows of a tile: as many sums as fit into registers beside what is loaded. */
  int TILE_ROWS = 6;

  /**
   * Sets {@code out} to the opcode's function of each number.
   *
   * @return false, and nothing done, if there is no such loop here
   */
  boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length);

  /**
   * Sets {@code out} to the opcode's function of each pair.
   *
   * @return false, and nothing done, if there is no such loop here
   */
  boolean map(
      Opcode opcode, double[] x, int from, double[] y, int fromY, double[] out, int to, int length);

  /** Whether NaN is among neighbours. */
  boolean hasNaN(double[] x, int from, int length);

  /** The sum of a few neighbours, in float64, in the order of the plain loop. */
  default double sum(double[] x, int from, int length) {
    return Float64Lanes.sumOfFew(x, from, /* step= */ 1, length);
  }

  /**
   * Sets a row-major {@code out} to the product of two matrices, in another way than by tiles.
   *
   * @return false, and nothing done, if tiles are the better way
   */
  default boolean multiply(
      double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    return false;
  }

  /**
   * The loops for one matrix product, whose tiles are all alike.
   *
   * @param operations that it takes
   */
  default Float64Loops ofProduct(long operations) {
    return this;
  }

  /** The columns that {@link #tile} likes best. */
  int tileColumns();

  /**
   * The widest right matrix, in columns, beside which {@link #tile} had better read the rows of the
   * left one in place: to copy them together takes longer.
   */
  default int columnsInPlace() {
    return 4 * tileColumns();
  }

  /**
   * Sets a tile of {@code out} to, or adds to it, the product of some rows of {@code x} and some
   * columns of {@code y}. Up to {@link #TILE_ROWS} rows, and either {@link #tileColumns()} columns
   * or half as many. Either {@code column} is 1 and {@code rowY} is the number of columns; or
   * {@code row} is 1, and in place of rows that are missing stand copies of the last.
   *
   * @param x element [i, k] stands at {@code from + i * row + k * column}
   * @param y element [k, j] stands at {@code fromY + k * rowY + j}
   * @param out element [i, j] stands at {@code to + i * rowOut + j}
   * @param adds whether to add
   */
  void tile(
      int rows,
      int inner,
      int columns,
      double[] x,
      int from,
      int row,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to,
      int rowOut,
      boolean adds);
}
