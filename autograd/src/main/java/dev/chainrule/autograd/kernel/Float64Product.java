package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import java.util.Arrays;

/**
 * One matrix product, tile by tile. Columns of the right matrix are copied together into panels
 * that stay in the L1 cache while tiles of rows pass by, and blocks of the left one into what stays
 * in L2 (K. Goto, R. A. van de Geijn, Anatomy of high-performance matrix multiplication, ACM Trans.
 * Math. Softw. 34, 2008). What is small or lies well is read in place. A thread computes a
 * rectangle of the result and copies for itself what it needs of both matrices. Every element is
 * added up in the same order, however many threads there are. Float32Product is made from this text
 * by the build.
 */
final class Float64Product {
  static final int INNER = 320; // indices of a block at most
  private static final int TILE_ROWS = Float64Loops.TILE_ROWS;
  private static final int LONG = 1 << 12;
  private static final int ROWS = 24 * TILE_ROWS;
  private static final int FEW_ROWS = 24;
  private static final int FEW_NUMBERS = 1 << 12;
  private static final int MANY_PANELS = 4;
  private static final long OPERATIONS_PER_PART = 1 << 20;

  private final Float64Loops loops;
  private final double[] x;
  private final Matrix left;
  private final double[] y;
  private final Matrix right;
  private final double[] out;
  private final int to;
  private final int width; // of a panel
  private final int inner; // of a block
  private final boolean packsRight;
  private final boolean readsRows; // of the left matrix in place

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
    this.inner = depth(left.columns());
    this.packsRight =
        right.column() != 1
            || (!isPanel() && left.rows() > FEW_ROWS && (long) inner * right.row() > FEW_NUMBERS);
    this.readsRows =
        left.column() == 1
            && (packsRight || isPanel())
            && right.columns() <= loops.columnsInPlace();
  }

  /** The inner indices of a block: each of these has a sum of its own. */
  static int depth(int columns) {
    int blocks = (columns + INNER - 1) / INNER;
    return (columns + blocks - 1) / blocks;
  }

  /** Sets a row-major {@code out} to the product. */
  static void multiply(
      Float64Loops loops, double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    if (left.columns() == 0) {
      Arrays.fill(out, to, to + left.rows() * right.columns(), 0);
    } else if (left.rows() == 1 || right.columns() == 1) {
      Float64MatrixVector.multiply(x, left, y, right, out, to);
    } else if (left.columns() > LONG) {
      multiplyLong(loops, x, left, y, right, out, to);
    } else if (left.rows() > 0
        && right.columns() > 0
        && !loops.multiply(x, left, y, right, out, to)) {
      new Float64Product(loops, x, left, y, right, out, to).run();
    }
  }

  /** Adds up stretches of a long sum in float64, for its error grows with its length. */
  private static void multiplyLong(
      Float64Loops loops, double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    int elements = left.rows() * right.columns();
    Sums sums = new Sums(elements);
    double[] stretch = new double[elements];
    for (int k = 0; k < left.columns(); k += LONG) {
      int inner = Math.min(LONG, left.columns() - k);
      multiply(loops, x, left.columns(k, inner), y, right.rows(k, inner), stretch, /* to= */ 0);
      sums.addRow(stretch, 0);
    }
    for (int i = 0; i < elements; i++) {
      out[to + i] = Float64.of(sums.get(i));
    }
  }

  /** Whether the right matrix lies as a panel would. */
  private boolean isPanel() {
    int columns = right.columns();
    return right.row() == columns && (columns == width || columns == width / 2);
  }

  private void run() {
    long operations = (long) left.rows() * right.columns() * left.columns();
    int parts = Threads.parts(operations / OPERATIONS_PER_PART);
    if (parts == 1) {
      multiply(0, left.rows(), 0, right.columns());
      return;
    }
    Grid grid = Grid.of(parts, left.rows(), TILE_ROWS, right.columns(), width);
    Threads.run(
        grid.parts(),
        part -> {
          int row = grid.row(part);
          int column = grid.column(part);
          multiply(
              row,
              Math.min(grid.rows(), left.rows() - row),
              column,
              Math.min(grid.columns(), right.columns() - column));
        });
  }

  /** Computes a rectangle. */
  private void multiply(int row, int rows, int column, int columns) {
    Float64Scratch scratch = Float64Scratch.take();
    for (int k = 0; k < left.columns(); k += inner) {
      Rectangle part = new Rectangle(scratch, column, columns, k);
      for (int i = 0; i < rows; i += ROWS) {
        part.multiply(row + i, Math.min(ROWS, rows - i));
      }
    }
    scratch.giveBack();
  }

  /** Some columns of the result, as far as one block of inner indices goes. */
  private final class Rectangle {
    private final Float64Scratch scratch;
    private final int column;
    private final int end;
    private final int k;
    private final int depth;
    private final boolean isAlone;
    private final double[] panels;

    Rectangle(Float64Scratch scratch, int column, int columns, int k) {
      this.scratch = scratch;
      this.column = column;
      this.end = column + columns;
      this.k = k;
      this.depth = Math.min(inner, left.columns() - k);
      this.isAlone = depth == left.columns();
      int rest = columns % width;
      boolean packsRest = rest > 0 && (packsRight || isCut(end - rest));
      this.panels = scratch.panels(packsRight || packsRest ? roundUp(columns, width) * depth : 0);
      if (packsRight && columns >= width) {
        Float64Packing.panels(y, part(column, columns - rest), width, panels, 0);
      }
      if (packsRest) {
        int first = overlaps(end - rest) ? end - whole(end - rest) : end - rest;
        int at = (columns - rest) * depth;
        Float64Packing.raggedPanel(y, part(first, end - first), whole(end - rest), panels, at);
      }
    }

    private Matrix part(int first, int columns) {
      return right.rows(k, depth).columns(first, columns);
    }

    /** The columns of the tiles of a panel. */
    private int whole(int first) {
      return end - first <= width / 2 ? width / 2 : width;
    }

    /** Whether a panel that is not full may begin earlier: its neighbours are only set twice. */
    private boolean overlaps(int first) {
      return isAlone && end - column >= whole(first);
    }

    /** Whether tiles of a panel have columns that do not belong to the result. */
    private boolean isCut(int first) {
      return end - first < whole(first) && !overlaps(first);
    }

    /** Whether the left matrix is read in place, columns being neighbours. */
    private boolean readsColumns(int rows) {
      boolean fillsTiles = rows % TILE_ROWS == 0 || (isAlone && rows > TILE_ROWS);
      boolean isOften = right.columns() > MANY_PANELS * width;
      return left.row() == 1 && left.column() != 1 && fillsTiles && !isOften;
    }

    void multiply(int row, int rows) {
      boolean readsColumns = !readsRows && readsColumns(rows);
      double[] block = x;
      int begin = left.from() + row * left.row() + k * left.column();
      int rowStep = left.row();
      int columnStep = left.column();
      int lineStep = rowStep; // from what a tile reads of one row to the next
      if (!readsRows && !readsColumns) {
        block = scratch.block(roundUp(rows, TILE_ROWS) * depth);
        Float64Packing.block(x, left.rows(row, rows).columns(k, depth), block);
        begin = 0;
        rowStep = 1;
        columnStep = TILE_ROWS;
        lineStep = depth;
      }
      for (int first = column; first < end; first += width) {
        int whole = whole(first);
        int columns = Math.min(width, end - first);
        boolean isCut = isCut(first);
        boolean isPacked = packsRight || isCut;
        int from = isCut || columns == whole ? first : end - whole;
        double[] source = isPacked ? panels : y;
        int panel = isPacked ? (first - column) * depth : right.from() + k * right.row() + from;
        int panelStep = isPacked ? whole : right.row();
        double[] target = isCut ? scratch.corner(TILE_ROWS * width) : out;
        int targetStep = isCut ? width : right.columns();
        for (int tile = 0; tile < rows; tile += TILE_ROWS) {
          int i = readsColumns ? Math.min(tile, rows - TILE_ROWS) : tile;
          int height = Math.min(TILE_ROWS, rows - i);
          int place = to + (row + i) * right.columns() + from;
          loops.tile(
              height,
              depth,
              whole,
              block,
              begin + i * lineStep,
              rowStep,
              columnStep,
              source,
              panel,
              panelStep,
              target,
              isCut ? 0 : place,
              targetStep,
              k > 0 && !isCut);
          if (isCut) {
            take(target, height, columns, place);
          }
        }
      }
    }

    /** Copies or adds what belongs to the result. */
    private void take(double[] corner, int rows, int columns, int place) {
      for (int i = 0; i < rows; i++) {
        int at = place + i * right.columns();
        if (k == 0) {
          System.arraycopy(corner, i * width, out, at, columns);
        } else {
          for (int j = 0; j < columns; j++) {
            out[at + j] += corner[i * width + j];
          }
        }
      }
    }
  }

  private static int roundUp(int number, int multiple) {
    return (number + multiple - 1) / multiple * multiple;
  }
}
