package dev.chainrule.autograd.kernel;

/**
 * Loops that give the same bits as those on vector instructions, a number at a time: far slower
 * than those are in the end, and far faster than those are before they are compiled.
 * Float32ColdLoops is made from this text by the build.
 */
final class Float64ColdLoops implements Float64Loops {
  private static final int COLUMNS = 8; // as many sums as hide that each waits for the one before

  private final Float64Loops plain = new PlainFloat64Loops();

  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    switch (opcode) {
      case EXP -> Float64Exponential.exp(x, from, out, to, length);
      case SIGMOID -> Float64Exponential.sigmoid(x, from, out, to, length);
      case SILU -> Float64Exponential.silu(x, from, out, to, length);
      case TANH -> Float64Exponential.tanh(x, from, out, to, length);
      default -> {
        return plain.map(opcode, x, from, out, to, length);
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
      case SIGMOID_SLOPE -> Float64Exponential.sigmoidSlope(x, from, y, fromY, out, to, length);
      case TANH_SLOPE -> Float64Exponential.tanhSlope(x, from, y, fromY, out, to, length);
      default -> {
        return plain.map(opcode, x, from, y, fromY, out, to, length);
      }
    }
    return true;
  }

  @Override
  public boolean hasNaN(double[] x, int from, int length) {
    return plain.hasNaN(x, from, length);
  }

  @Override
  public int tileColumns() {
    return COLUMNS;
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
      int rowOut) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j += COLUMNS / 2) {
        addFour(inner, x, from + i * row, column, y, fromY + j, rowY, out, to + i * rowOut + j);
      }
    }
  }

  private static void addFour(
      int inner,
      double[] x,
      int from,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to) {
    var a = Float64.of(0);
    var b = a;
    var c = a;
    var d = a;
    for (int k = 0, at = fromY; k < inner; k++, at += rowY) {
      var factor = x[from + k * column];
      a = Math.fma(factor, y[at], a);
      b = Math.fma(factor, y[at + 1], b);
      c = Math.fma(factor, y[at + 2], c);
      d = Math.fma(factor, y[at + 3], d);
    }
    out[to] += a;
    out[to + 1] += b;
    out[to + 2] += c;
    out[to + 3] += d;
  }
}
