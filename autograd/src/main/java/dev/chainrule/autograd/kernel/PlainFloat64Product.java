package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import java.util.Arrays;

/**
 * A matrix product in plain Java. The JIT compiler makes vector instructions of a loop only if all
 * its arrays are read and written at one and the same index, for then it knows that no element is
 * written before another one reads it. So rows of the right matrix are copied into arrays of their
 * own, and so are the sums. Each element is added up in the order of {@code Float64Product}, to the
 * same bits. PlainFloat32Product is made from this text by the build.
 */
final class PlainFloat64Product {
  /** Below this many columns a row is too short: half of such a loop is its beginning and end. */
  private static final int FEW_COLUMNS = 32;

  /** Below this many, turning matrices over costs more than it brings. */
  private static final int FEWEST_COLUMNS = 8;

  private static final int INNER = Float64Product.INNER; // rows at most, and
  private static final int WIDTH =
      (3072 - 16) / Float64.BYTES; // columns, that stay in the L2 cache:
  // with its header such a row takes whole lines of the cache, so that rows lie alike in them
  private static final int BAND = 6; // rows of sums that are in the L1 cache at a time
  private static final int LEAST_WIDTH = 128;
  private static final int STRIP = 8; // rows of a transposed matrix that are copied together
  private static final long OPERATIONS_PER_PART = 1 << 21;

  private static final Reused<Rows> FREE = new Reused<>(Rows::new);

  private final double[] x;
  private final Matrix left;
  private final double[] y;
  private final Matrix right;
  private final double[] out;
  private final int to;

  /** Rows of the right matrix, and of the result, that are worked on. */
  private static final class Rows {
    private final Reused.Shelf<Rows> shelf;
    private final double[][] rows = new double[INNER + BAND][WIDTH];

    private Rows(Reused.Shelf<Rows> shelf) {
      this.shelf = shelf;
    }
  }

  private PlainFloat64Product(
      double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    this.x = x;
    this.left = left;
    this.y = y;
    this.right = right;
    this.out = out;
    this.to = to;
  }

  /**
   * Sets a row-major {@code out} to the product.
   *
   * @return false, and nothing done, if both matrices are too narrow
   */
  static boolean multiply(double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    if (right.columns() >= FEW_COLUMNS) {
      new PlainFloat64Product(x, left, y, right, out, to).run();
      return true;
    }
    boolean isTall = left.rows() >= FEW_COLUMNS && right.columns() >= FEWEST_COLUMNS;
    if (isTall) {
      multiplyTurned(x, left, y, right, out, to);
    }
    return isTall;
  }

  /** By the matrices turned over, whose product has rows as long as this one's columns. */
  private static void multiplyTurned(
      double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    int rows = left.rows();
    int columns = right.columns();
    double[] turned = new double[rows * columns];
    new PlainFloat64Product(y, right.turned(), x, left.turned(), turned, /* to= */ 0).run();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[to + i * columns + j] = turned[j * rows + i];
      }
    }
  }

  /** Shares the columns among threads, and the rows, too, if there are few columns. */
  private void run() {
    long operations = (long) left.rows() * left.columns() * right.columns();
    int parts = Threads.parts(operations / OPERATIONS_PER_PART);
    int share = (right.columns() + parts - 1) / parts;
    int width = Math.min(WIDTH, Math.max(LEAST_WIDTH, share));
    int panels = (right.columns() + width - 1) / width;
    int bands = (parts + panels - 1) / panels;
    int rows = (left.rows() + bands - 1) / bands;
    Threads.run(
        panels * bands,
        part -> {
          int column = part / bands * width;
          int row = part % bands * rows;
          int columns = Math.min(width, right.columns() - column);
          multiply(row, Math.min(row + rows, left.rows()), column, columns);
        });
  }

  private void multiply(int row, int end, int column, int columns) {
    Rows taken = FREE.take();
    double[][] scratch = taken.rows;
    int depth = Float64Product.depth(left.columns());
    for (int k = 0; k < left.columns(); k += depth) {
      int inner = Math.min(depth, left.columns() - k);
      pack(scratch, k, inner, column, columns);
      for (int i = row; i < end; i += BAND) {
        multiplyBand(scratch, k, inner, i, Math.min(BAND, end - i), column, columns);
      }
    }
    taken.shelf.giveBack(taken);
  }

  /** Copies rows of the right matrix, as far as some columns go. */
  private void pack(double[][] rows, int k, int inner, int column, int columns) {
    int begin = right.from() + k * right.row() + column * right.column();
    if (right.column() == 1) {
      for (int i = 0; i < inner; i++) {
        System.arraycopy(y, begin + i * right.row(), rows[i], 0, columns);
      }
      return;
    }
    int step = right.column();
    int strip = 0;
    for (; strip + STRIP <= columns; strip += STRIP) {
      for (int i = 0; i < inner; i++) {
        copyEight(y, begin + i * right.row() + strip * step, step, rows[i], strip);
      }
    }
    for (int i = 0; i < inner; i++) {
      int at = begin + i * right.row();
      for (int j = strip; j < columns; j++) {
        rows[i][j] = y[at + j * step];
      }
    }
  }

  /** Copies a strip's columns of one row, without a loop: its begin and end would take longer. */
  private static void copyEight(double[] x, int from, int step, double[] out, int to) {
    out[to] = x[from];
    out[to + 1] = x[from + step];
    out[to + 2] = x[from + 2 * step];
    out[to + 3] = x[from + 3 * step];
    out[to + 4] = x[from + 4 * step];
    out[to + 5] = x[from + 5 * step];
    out[to + 6] = x[from + 6 * step];
    out[to + 7] = x[from + 7 * step];
  }

  /** Computes some rows of the result, which read the same four rows one after the other. */
  private void multiplyBand(
      double[][] rows, int k, int inner, int row, int height, int column, int columns) {
    for (int i = 0; i < height; i++) {
      Arrays.fill(rows[INNER + i], 0, columns, 0);
    }
    int step = left.column();
    int begin = left.from() + row * left.row() + k * step;
    int j = 0;
    for (; j + 7 < inner; j += 8) {
      for (int i = 0; i < height; i++) {
        addEight(x, begin + i * left.row() + j * step, step, rows, j, rows[INNER + i], columns);
      }
    }
    for (; j + 3 < inner; j += 4) {
      for (int i = 0; i < height; i++) {
        int at = begin + i * left.row() + j * step;
        double[] sums = rows[INNER + i];
        addFour(x, at, step, rows[j], rows[j + 1], rows[j + 2], rows[j + 3], sums, columns);
      }
    }
    for (; j < inner; j++) {
      for (int i = 0; i < height; i++) {
        addOne(x, begin + i * left.row() + j * step, rows[j], rows[INNER + i], columns);
      }
    }
    for (int i = 0; i < height; i++) {
      put(rows[INNER + i], to + (row + i) * right.columns() + column, k, columns);
    }
  }

  private static void addFour(
      double[] x,
      int at,
      int step,
      double[] y0,
      double[] y1,
      double[] y2,
      double[] y3,
      double[] sums,
      int length) {
    var a0 = x[at];
    var a1 = x[at + step];
    var a2 = x[at + 2 * step];
    var a3 = x[at + 3 * step];
    for (int i = 0; i < length; i++) {
      sums[i] = Fma.of(a3, y3[i], Fma.of(a2, y2[i], Fma.of(a1, y1[i], Fma.of(a0, y0[i], sums[i]))));
    }
  }

  private static void addEight(
      double[] x, int at, int step, double[][] rows, int row, double[] sums, int length) {
    double[] y0 = rows[row];
    double[] y1 = rows[row + 1];
    double[] y2 = rows[row + 2];
    double[] y3 = rows[row + 3];
    double[] y4 = rows[row + 4];
    double[] y5 = rows[row + 5];
    double[] y6 = rows[row + 6];
    double[] y7 = rows[row + 7];
    var a0 = x[at];
    var a1 = x[at + step];
    var a2 = x[at + 2 * step];
    var a3 = x[at + 3 * step];
    var a4 = x[at + 4 * step];
    var a5 = x[at + 5 * step];
    var a6 = x[at + 6 * step];
    var a7 = x[at + 7 * step];
    for (int i = 0; i < length; i++) {
      var sum = Fma.of(a1, y1[i], Fma.of(a0, y0[i], sums[i]));
      sum = Fma.of(a3, y3[i], Fma.of(a2, y2[i], sum));
      sum = Fma.of(a5, y5[i], Fma.of(a4, y4[i], sum));
      sums[i] = Fma.of(a7, y7[i], Fma.of(a6, y6[i], sum));
    }
  }

  private static void addOne(double[] x, int at, double[] y, double[] sums, int length) {
    var a = x[at];
    for (int i = 0; i < length; i++) {
      sums[i] = Fma.of(a, y[i], sums[i]);
    }
  }

  /** Sets a row of the result to the sums of the first block, and adds those of the others. */
  private void put(double[] sums, int target, int k, int columns) {
    if (k == 0) {
      System.arraycopy(sums, 0, out, target, columns);
      return;
    }
    for (int j = 0; j < columns; j++) {
      out[target + j] += sums[j];
    }
  }
}
