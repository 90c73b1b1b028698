package dev.chainrule.autograd.kernel;

import java.util.Arrays;

/**
 * Loops in plain Java, which the JIT compiler vectorises where it can. PlainFloat32Loops is made
 * from this text by the build.
 */
final class PlainFloat64Loops implements Float64Loops {
  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    switch (opcode) {
      case NEG -> neg(x, from, out, to, length);
      case SQUARE -> square(x, from, out, to, length);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean map(
      Opcode opcode,
      double[] x,
      int from,
      double[] y,
      int fromY,
      double[] out,
      int to,
      int length) {
    switch (opcode) {
      case ADD -> add(x, from, y, fromY, out, to, length);
      case SUB -> sub(x, from, y, fromY, out, to, length);
      case MUL -> mul(x, from, y, fromY, out, to, length);
      case DIV -> div(x, from, y, fromY, out, to, length);
      case MASK -> mask(x, from, y, fromY, out, to, length);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void neg(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = -x[from + i];
    }
  }

  private static void square(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] * x[from + i];
    }
  }

  private static void add(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] + y[fromY + i];
    }
  }

  private static void sub(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] - y[fromY + i];
    }
  }

  private static void mul(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] * y[fromY + i];
    }
  }

  private static void div(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] / y[fromY + i];
    }
  }

  private static void mask(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = y[fromY + i] == 0 ? 0 : x[from + i];
    }
  }

  @Override
  public boolean hasNaN(double[] x, int from, int length) {
    boolean found = false;
    for (int i = 0; i < length; i++) {
      found |= Double.isNaN(x[from + i]);
    }
    return found;
  }

  @Override
  public int tileColumns() {
    return 64;
  }

  @Override
  public void tile(
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
      boolean adds) {
    for (int i = 0; i < rows; i++) {
      if (!adds) {
        Arrays.fill(out, to + i * rowOut, to + i * rowOut + columns, 0);
      }
      int line = from + i * row;
      int k = 0;
      for (; k + 3 < inner; k += 4) { // four at a time: the sums are read and written less often
        var a = x[line + k * column];
        var b = x[line + (k + 1) * column];
        var c = x[line + (k + 2) * column];
        var d = x[line + (k + 3) * column];
        int p = fromY + k * rowY;
        int q = p + rowY;
        int r = q + rowY;
        int s = r + rowY;
        for (int j = 0, at = to + i * rowOut; j < columns; j++) {
          out[at + j] += a * y[p + j] + b * y[q + j] + (c * y[r + j] + d * y[s + j]);
        }
      }
      for (; k < inner; k++) {
        var factor = x[line + k * column];
        for (int j = 0, at = to + i * rowOut, p = fromY + k * rowY; j < columns; j++) {
          out[at + j] += factor * y[p + j];
        }
      }
    }
  }
}
