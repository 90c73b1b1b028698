package dev.chainrule.autograd.kernel.vector;

import dev.chainrule.autograd.kernel.Float64Loops;
import dev.chainrule.autograd.kernel.Opcode;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops on vector instructions, as wide as the machine has them. A line's last vector ends where
 * the line ends and so may overlap the one before: its numbers are computed twice, and no element
 * by other instructions than its neighbours. VectorFloat32Loops is made from this text by the
 * build.
 */
public final class VectorFloat64Loops implements Float64Loops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final DoubleVector ZERO = DoubleVector.zero(SPECIES);
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);

  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    if (length < LANES) {
      return false;
    }
    switch (opcode) {
      case EXP -> VectorFloat64Exponential.exp(x, from, out, to, length);
      case SIGMOID -> VectorFloat64Exponential.sigmoid(x, from, out, to, length);
      case TANH -> VectorFloat64Exponential.tanh(x, from, out, to, length);
      case NEG -> neg(x, from, out, to, length);
      case ABS -> abs(x, from, out, to, length);
      case SQUARE -> square(x, from, out, to, length);
      case SQRT -> sqrt(x, from, out, to, length);
      case RECIPROCAL -> reciprocal(x, from, out, to, length);
      case RELU -> relu(x, from, out, to, length);
      case SIGN -> sign(x, from, out, to, length);
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
    if (length < LANES) {
      return false;
    }
    switch (opcode) {
      case ADD -> add(x, from, y, fromY, out, to, length);
      case SUB -> sub(x, from, y, fromY, out, to, length);
      case MUL -> mul(x, from, y, fromY, out, to, length);
      case DIV -> div(x, from, y, fromY, out, to, length);
      case MAX -> max(x, from, y, fromY, out, to, length);
      case MIN -> min(x, from, y, fromY, out, to, length);
      case EQUAL -> equal(x, from, y, fromY, out, to, length);
      case GREATER -> greater(x, from, y, fromY, out, to, length);
      case NOT_EQUAL -> notEqual(x, from, y, fromY, out, to, length);
      case GREATER_OR_EQUAL -> greaterOrEqual(x, from, y, fromY, out, to, length);
      case LESS -> less(x, from, y, fromY, out, to, length);
      case LESS_OR_EQUAL -> lessOrEqual(x, from, y, fromY, out, to, length);
      case MASK -> mask(x, from, y, fromY, out, to, length);
      case LINK -> link(x, from, y, fromY, out, to, length);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static DoubleVector relu(DoubleVector x) {
    return x.max(ZERO);
  }

  private static DoubleVector sign(DoubleVector x) {
    return x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0));
  }

  private static DoubleVector equal(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.EQ, y));
  }

  private static DoubleVector greater(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.GT, y));
  }

  private static DoubleVector notEqual(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.NE, y));
  }

  private static DoubleVector greaterOrEqual(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.GE, y));
  }

  private static DoubleVector less(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.LT, y));
  }

  private static DoubleVector lessOrEqual(DoubleVector x, DoubleVector y) {
    return ZERO.blend(ONE, x.compare(VectorOperators.LE, y));
  }

  private static DoubleVector mask(DoubleVector x, DoubleVector y) {
    return x.blend(ZERO, y.compare(VectorOperators.EQ, ZERO));
  }

  private static DoubleVector link(DoubleVector x, DoubleVector y) {
    VectorMask<Double> nothing = y.compare(VectorOperators.EQ, ZERO);
    return x.blend(ZERO, x.compare(VectorOperators.NE, x).and(nothing));
  }

  private static void neg(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      x.neg().intoArray(out, to + at);
    }
  }

  private static void abs(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      x.abs().intoArray(out, to + at);
    }
  }

  private static void square(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      x.mul(x).intoArray(out, to + at);
    }
  }

  private static void sqrt(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      x.sqrt().intoArray(out, to + at);
    }
  }

  private static void reciprocal(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      ONE.div(x).intoArray(out, to + at);
    }
  }

  private static void relu(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      relu(x).intoArray(out, to + at);
    }
  }

  private static void sign(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      sign(x).intoArray(out, to + at);
    }
  }

  private static void add(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.add(y).intoArray(out, to + at);
    }
  }

  private static void sub(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.sub(y).intoArray(out, to + at);
    }
  }

  private static void mul(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.mul(y).intoArray(out, to + at);
    }
  }

  private static void div(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.div(y).intoArray(out, to + at);
    }
  }

  private static void max(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.max(y).intoArray(out, to + at);
    }
  }

  private static void min(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      x.min(y).intoArray(out, to + at);
    }
  }

  private static void equal(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      equal(x, y).intoArray(out, to + at);
    }
  }

  private static void notEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      notEqual(x, y).intoArray(out, to + at);
    }
  }

  private static void greaterOrEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      greaterOrEqual(x, y).intoArray(out, to + at);
    }
  }

  private static void less(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      less(x, y).intoArray(out, to + at);
    }
  }

  private static void lessOrEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      lessOrEqual(x, y).intoArray(out, to + at);
    }
  }

  private static void greater(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      greater(x, y).intoArray(out, to + at);
    }
  }

  private static void mask(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      mask(x, y).intoArray(out, to + at);
    }
  }

  private static void link(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, left, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      link(x, y).intoArray(out, to + at);
    }
  }

  @Override
  public int tileColumns() {
    return 2 * LANES;
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
    if (columns == LANES) {
      VectorFloat64Tiles.narrow(rows, inner, x, from, row, column, y, fromY, rowY, out, to, rowOut);
    } else {
      VectorFloat64Tiles.wide(rows, inner, x, from, row, column, y, fromY, rowY, out, to, rowOut);
    }
  }
}
