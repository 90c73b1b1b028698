package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;

/**
 * Loops in plain Java, which the JIT compiler vectorises where it can. They give the same bits as
 * those on vector instructions. PlainFloat32Loops is made from this text by the build.
 */
final class PlainFloat64Loops implements Float64Loops {
  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    switch (opcode) {
      case NEG -> neg(x, from, out, to, length);
      case ABS -> abs(x, from, out, to, length);
      case SQUARE -> square(x, from, out, to, length);
      case SQRT -> sqrt(x, from, out, to, length);
      case RECIPROCAL -> reciprocal(x, from, out, to, length);
      case RELU -> relu(x, from, out, to, length);
      case SIGN -> sign(x, from, out, to, length);
      case EXP -> {
        if (!Fma.IS_FAST) {
          return false;
        }
        PlainFloat64Exponential.exp(x, from, out, to, length);
      }
      case TANH -> PlainFloat64Exponential.tanh(x, from, out, to, length);
      case SIGMOID -> PlainFloat64Exponential.sigmoid(x, from, out, to, length);
      case SILU -> PlainFloat64Exponential.silu(x, from, out, to, length);
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
      case MAX -> max(x, from, y, fromY, out, to, length);
      case MIN -> min(x, from, y, fromY, out, to, length);
      case EQUAL -> equal(x, from, y, fromY, out, to, length);
      case NOT_EQUAL -> notEqual(x, from, y, fromY, out, to, length);
      case GREATER -> greater(x, from, y, fromY, out, to, length);
      case GREATER_OR_EQUAL -> greaterOrEqual(x, from, y, fromY, out, to, length);
      case LESS -> less(x, from, y, fromY, out, to, length);
      case LESS_OR_EQUAL -> lessOrEqual(x, from, y, fromY, out, to, length);
      case MASK -> mask(x, from, y, fromY, out, to, length);
      case SIGMOID_SLOPE -> Float64Exponential.sigmoidSlope(x, from, y, fromY, out, to, length);
      case TANH_SLOPE -> Float64Exponential.tanhSlope(x, from, y, fromY, out, to, length);
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

  private static void abs(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Math.abs(x[from + i]);
    }
  }

  private static void square(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] * x[from + i];
    }
  }

  private static void sqrt(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Float64.of(Math.sqrt(x[from + i]));
    }
  }

  private static void reciprocal(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = 1 / x[from + i];
    }
  }

  private static void relu(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Math.max(x[from + i], 0);
    }
  }

  private static void sign(double[] x, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Math.signum(x[from + i]);
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

  private static void max(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Math.max(x[from + i], y[fromY + i]);
    }
  }

  private static void min(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = Math.min(x[from + i], y[fromY + i]);
    }
  }

  private static void equal(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] == y[fromY + i] ? 1 : 0;
    }
  }

  private static void notEqual(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] != y[fromY + i] ? 1 : 0;
    }
  }

  private static void greater(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] > y[fromY + i] ? 1 : 0;
    }
  }

  private static void greaterOrEqual(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] >= y[fromY + i] ? 1 : 0;
    }
  }

  private static void less(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] < y[fromY + i] ? 1 : 0;
    }
  }

  private static void lessOrEqual(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      out[to + i] = x[from + i] <= y[fromY + i] ? 1 : 0;
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
  public boolean multiply(double[] x, Matrix left, double[] y, Matrix right, double[] out, int to) {
    return PlainFloat64Product.multiply(x, left, y, right, out, to);
  }

  @Override
  public int tileColumns() {
    return 8;
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
    for (int j = 0; j < columns; j += 2) {
      PlainFloat64Tiles.pair(
          rows, inner, x, from, row, column, y, fromY + j, rowY, out, to + j, rowOut, adds);
    }
  }
}
