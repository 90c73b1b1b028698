package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import java.util.Arrays;

/**
 * Copies parts of matrices to where a tile finds its numbers one after the other. Several lines are
 * read side by side, for the memory follows lines, and no store waits for a line that is far away.
 * Float32Packing is made from this text by the build.
 */
final class Float64Packing {
  private static final int TILE_ROWS = Float64Loops.TILE_ROWS;
  private static final int LINES = 8;

  /** Panels that are filled side by side, so that neighbours in memory are read together. */
  private static final int PANELS = 4;

  private Float64Packing() {}

  /**
   * Copies whole panels of columns, one after the other; row k of a panel is {@code width}
   * neighbours.
   */
  static void panels(double[] y, Matrix right, int width, double[] panels, int at) {
    int step = width * right.rows();
    if (right.column() != 1) {
      for (int j = 0; j < right.columns(); j += width) {
        columns(y, right.columns(j, width), panels, at + j * right.rows(), width);
      }
      return;
    }
    for (int j = 0; j < right.columns(); j += PANELS * width) {
      int columns = Math.min(PANELS * width, right.columns() - j);
      for (int k = 0; k < right.rows(); k++) {
        int from = right.from() + k * right.row() + j;
        int to = at + j * right.rows() + k * width;
        for (int i = 0; i < columns; i += width, to += step) {
          System.arraycopy(y, from + i, panels, to, width);
        }
      }
    }
  }

  /** Copies columns that do not fill a panel, and zeros beside them. */
  static void raggedPanel(double[] y, Matrix right, int width, double[] panels, int at) {
    Arrays.fill(panels, at, at + width * right.rows(), 0);
    columns(y, right, panels, at, width);
  }

  /** Turns lines of {@code y} over, eight at a time. */
  private static void columns(double[] y, Matrix lines, double[] out, int to, int width) {
    int step = lines.column();
    int j = 0;
    for (; j + LINES <= lines.columns(); j += LINES) {
      int from = lines.from() + j * step;
      for (int k = 0, at = to + j; k < lines.rows(); k++, at += width, from += lines.row()) {
        out[at] = y[from];
        out[at + 1] = y[from + step];
        out[at + 2] = y[from + 2 * step];
        out[at + 3] = y[from + 3 * step];
        out[at + 4] = y[from + 4 * step];
        out[at + 5] = y[from + 5 * step];
        out[at + 6] = y[from + 6 * step];
        out[at + 7] = y[from + 7 * step];
      }
    }
    for (; j < lines.columns(); j++) {
      int from = lines.from() + j * step;
      for (int k = 0, at = to + j; k < lines.rows(); k++, at += width, from += lines.row()) {
        out[at] = y[from];
      }
    }
  }

  /**
   * Copies rows so that a tile's column is six neighbours, and its columns follow each other. In
   * place of rows that are missing stand copies of the last.
   */
  static void block(double[] x, Matrix left, double[] block) {
    int whole = left.rows() / TILE_ROWS * TILE_ROWS;
    if (left.row() == 1) {
      blockOfColumns(x, left, whole, block);
    } else {
      for (int i = 0; i < whole; i += TILE_ROWS) {
        tile(x, left, left.from() + i * left.row(), block, i * left.columns());
      }
    }
    for (int i = whole; i < whole + TILE_ROWS && whole < left.rows(); i++) {
      int from = left.from() + Math.min(i, left.rows() - 1) * left.row();
      int to = whole * left.columns() + i - whole;
      for (int k = 0; k < left.columns(); k++) {
        block[to + k * TILE_ROWS] = x[from + k * left.column()];
      }
    }
  }

  /** The same, of rows that are neighbours. */
  private static void blockOfColumns(double[] x, Matrix left, int rows, double[] block) {
    for (int k = 0; k < left.columns(); k++) {
      int from = left.from() + k * left.column();
      int to = k * TILE_ROWS;
      for (int i = 0; i < rows; i += TILE_ROWS, to += TILE_ROWS * left.columns()) {
        block[to] = x[from + i];
        block[to + 1] = x[from + i + 1];
        block[to + 2] = x[from + i + 2];
        block[to + 3] = x[from + i + 3];
        block[to + 4] = x[from + i + 4];
        block[to + 5] = x[from + i + 5];
      }
    }
  }

  private static void tile(double[] x, Matrix left, int begin, double[] block, int at) {
    int step = left.row();
    int from = begin;
    int end = at + TILE_ROWS * left.columns();
    for (int to = at; to < end; to += TILE_ROWS, from += left.column()) {
      block[to] = x[from];
      block[to + 1] = x[from + step];
      block[to + 2] = x[from + 2 * step];
      block[to + 3] = x[from + 3 * step];
      block[to + 4] = x[from + 4 * step];
      block[to + 5] = x[from + 5 * step];
    }
  }
}
