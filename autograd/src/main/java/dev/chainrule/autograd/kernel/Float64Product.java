package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import java.util.Arrays;

/**
 * One matrix product, tile by tile. Columns of the right matrix are copied together into panels
 * that stay in the L1 cache while tiles of rows pass by, and blocks of the left one into what stays
 * in L2 (K. Goto, R. A. van de Geijn, Anatomy of high-performance matrix multiplication, ACM Trans.
 * Math. Softw. 34, 2008). What is small or lies well is read in place. Every element is added up in
 * the same order, however many threads there are. Float32Product is made from this text by the
 * build.
 */
final class Float64Product {
  private static final int INNER = 256;
  private static final int LONG = 16 * INNER;
  private static final int ROWS = 16 * Float64Loops.TILE_ROWS;
  private static final int FEW_ROWS = 24;
  private static final int MANY_PANELS = 4;
  private static final long OPERATIONS_PER_PART = 1 << 21;

  private final Float64Loops loops;
  private final double[] x;
  private final Matrix left;
  private final double[] y;
  private final Matrix right;
  private final double[] out;
  private final int to;
  private final int width; // of a panel
  private final boolean packsRight;
  private final boolean packsLeft;

  private Float64Product(
      Float64Loops loops, double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    this.loops = loops;
    this.x = x;
    this.left = left;
    this.y = y;
    this.right = right;
    this.out = out;
    this.to = to;
    this.width = loops.tileColumns();
    this.packsRight = right.column() != 1 || left.rows() > FEW_ROWS;
    this.packsLeft = right.columns() > MANY_PANELS * width;
  }

  /** Adds the product to a row-major {@code out}. */
  static void multiply(
      Float64Loops loops, double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    if (left.rows() == 0 || left.columns() == 0 || right.columns() == 0) {
      return;
    }
    if (left.rows() == 1 || right.columns() == 1) {
      Float64MatrixVector.multiply(x, left, y, right, out, to);
    } else if (left.columns() > LONG) {
      multiplyLong(loops, x, left, y, right, out, to);
    } else if (!loops.multiply(x, left, y, right, out, to)) {
      new Float64Product(loops, x, left, y, right, out, to).run();
    }
  }

  /** Adds up stretches of a long sum in float64, for its error grows with its length. */
  private static void multiplyLong(
      Float64Loops loops, double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    int elements = left.rows() * right.columns();
    Sums sums = new Sums(elements);
    for (int k = 0; k < left.columns(); k += LONG) {
      int inner = Math.min(LONG, left.columns() - k);
      double[] stretch = new double[elements];
      multiply(loops, x, left.columns(k, inner), y, right.rows(k, inner), stretch, /* to= */ 0);
      sums.addRow(stretch, 0);
    }
    for (int i = 0; i < elements; i++) {
      out[to + i] += Float64.of(sums.get(i));
    }
  }

  private void run() {
    long operations = (long) left.rows() * right.columns() * Math.min(INNER, left.columns());
    int parts = Threads.parts(operations / OPERATIONS_PER_PART);
    int rows = roundUp((left.rows() + parts - 1) / parts, Float64Loops.TILE_ROWS);
    int rowsOfPart = Math.min(ROWS, rows);
    int blocks = (left.rows() + rowsOfPart - 1) / rowsOfPart;
    Float64Scratch scratch = Float64Scratch.take();
    for (int k = 0; k < left.columns(); k += INNER) {
      int from = k;
      int inner = Math.min(INNER, left.columns() - k);
      double[] panels = packRight(scratch, from, inner, parts);
      Threads.run(
          parts > 1 ? blocks : 1,
          part -> {
            int first = parts > 1 ? part : 0;
            int end = parts > 1 ? part + 1 : blocks;
            for (int block = first; block < end; block++) {
              int row = block * rowsOfPart;
              multiplyBlock(panels, row, Math.min(rowsOfPart, left.rows() - row), from, inner);
            }
          });
    }
    scratch.giveBack();
  }

  private static int roundUp(int number, int multiple) {
    return (number + multiple - 1) / multiple * multiple;
  }

  /** Copies panels of columns; those that can be read in place, not at all. */
  private double[] packRight(Float64Scratch scratch, int k, int inner, int parts) {
    int all = (right.columns() + width - 1) / width;
    int first = packsRight ? 0 : right.columns() / width;
    double[] panels = scratch.panels(all * width * inner);
    Threads.run(
        parts > 1 ? all - first : Math.min(1, all - first),
        part -> {
          for (int p = first + part; p < (parts > 1 ? first + part + 1 : all); p++) {
            packPanel(panels, p, k, inner);
          }
        });
    return panels;
  }

  private void packPanel(double[] panels, int panel, int k, int inner) {
    int column = panel * width;
    int columns = Math.min(width, right.columns() - column);
    int begin = right.from() + k * right.row() + column * right.column();
    int at = panel * width * inner;
    if (columns < width) {
      Arrays.fill(panels, at, at + width * inner, 0);
    }
    if (right.column() == 1) {
      for (int i = 0; i < inner; i++) {
        System.arraycopy(y, begin + i * right.row(), panels, at + i * width, columns);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        int source = begin + j * right.column();
        for (int i = 0; i < inner; i++) {
          panels[at + j + i * width] = y[source + i * right.row()];
        }
      }
    }
  }

  private void multiplyBlock(double[] panels, int row, int rows, int k, int inner) {
    Float64Scratch scratch = Float64Scratch.take();
    double[] block = x;
    int begin = left.from() + row * left.row() + k * left.column();
    int rowStep = left.row();
    int columnStep = left.column();
    int tileStep = Float64Loops.TILE_ROWS * rowStep;
    if (packsLeft) {
      block = packLeft(scratch, begin, rows, inner);
      begin = 0;
      rowStep = 1;
      columnStep = Float64Loops.TILE_ROWS;
      tileStep = Float64Loops.TILE_ROWS * inner;
    }
    for (int column = 0; column < right.columns(); column += width) {
      int columns = Math.min(width, right.columns() - column);
      boolean packed = packsRight || columns < width;
      double[] source = packed ? panels : y;
      int panel = packed ? column * inner : right.from() + k * right.row() + column;
      int panelStep = packed ? width : right.row();
      int whole = columns <= width / 2 ? width / 2 : width;
      for (int i = 0; i < rows; i += Float64Loops.TILE_ROWS) {
        int tile = Math.min(Float64Loops.TILE_ROWS, rows - i);
        int from = begin + i / Float64Loops.TILE_ROWS * tileStep;
        int target = to + (row + i) * right.columns() + column;
        if (columns == whole) {
          loops.tile(
              tile,
              inner,
              whole,
              block,
              from,
              rowStep,
              columnStep,
              source,
              panel,
              panelStep,
              out,
              target,
              right.columns());
        } else {
          double[] corner = scratch.corner(Float64Loops.TILE_ROWS * width);
          loops.tile(
              tile,
              inner,
              whole,
              block,
              from,
              rowStep,
              columnStep,
              source,
              panel,
              panelStep,
              corner,
              0,
              width);
          addCorner(corner, tile, columns, target);
        }
      }
    }
    scratch.giveBack();
  }

  private void addCorner(double[] corner, int rows, int columns, int target) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        out[target + i * right.columns() + j] += corner[i * width + j];
      }
    }
  }

  /** Copies rows so that a tile's column is six neighbours. */
  private double[] packLeft(Float64Scratch scratch, int begin, int rows, int inner) {
    int tileRows = Float64Loops.TILE_ROWS;
    double[] block = scratch.block(roundUp(rows, tileRows) * inner);
    for (int i = 0; i < rows; i += tileRows) {
      int tile = Math.min(tileRows, rows - i);
      for (int k = 0; k < inner; k++) {
        int at = i * inner + k * tileRows;
        int source = begin + i * left.row() + k * left.column();
        for (int row = 0; row < tile; row++) {
          block[at + row] = x[source + row * left.row()];
        }
      }
    }
    return block;
  }
}
