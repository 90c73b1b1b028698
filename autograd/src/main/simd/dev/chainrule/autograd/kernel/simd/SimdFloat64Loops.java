package dev.chainrule.autograd.kernel.simd;

import static java.util.Map.entry;

import dev.chainrule.autograd.kernel.Float64Loops;
import dev.chainrule.autograd.kernel.Opcode;
import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops on vector instructions, as wide as the machine has them. A line's last vector ends where
 * the line ends and so may overlap the one before: its numbers are computed twice, and no element
 * by other instructions than its neighbours. SimdFloat32Loops is made from this text by the build.
 */
public final class SimdFloat64Loops implements Float64Loops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final boolean IS_AVX2 = SPECIES.vectorBitSize() == 256;
  private static final DoubleVector ZERO = DoubleVector.zero(SPECIES);
  private static final DoubleVector ONE = DoubleVector.broadcast(SPECIES, 1);

  // Tables, not switches: what is called through many objects is compiled by itself. All loops in
  // one method are more than the JIT compiler keeps free of objects for single vectors.
  private static final Map<Opcode, Unary> UNARY =
      new EnumMap<>(
          Map.ofEntries(
              entry(Opcode.EXP, SimdFloat64Exponential::exp),
              entry(Opcode.SIGMOID, SimdFloat64Exponential::sigmoid),
              entry(Opcode.SILU, SimdFloat64Exponential::silu),
              entry(Opcode.TANH, SimdFloat64Exponential::tanh),
              entry(Opcode.NEG, SimdFloat64Loops::neg),
              entry(Opcode.ABS, SimdFloat64Loops::abs),
              entry(Opcode.SQUARE, SimdFloat64Loops::square),
              entry(Opcode.SQRT, SimdFloat64Loops::sqrt),
              entry(Opcode.RECIPROCAL, SimdFloat64Loops::reciprocal),
              entry(Opcode.RELU, SimdFloat64Loops::relu),
              entry(Opcode.SIGN, SimdFloat64Loops::sign)));
  private static final Map<Opcode, Binary> BINARY =
      new EnumMap<>(
          Map.ofEntries(
              entry(Opcode.ADD, SimdFloat64Loops::add),
              entry(Opcode.SUB, SimdFloat64Loops::sub),
              entry(Opcode.MUL, SimdFloat64Loops::mul),
              entry(Opcode.DIV, SimdFloat64Loops::div),
              entry(Opcode.MAX, SimdFloat64Loops::max),
              entry(Opcode.MIN, SimdFloat64Loops::min),
              entry(Opcode.EQUAL, SimdFloat64Loops::equal),
              entry(Opcode.NOT_EQUAL, SimdFloat64Loops::notEqual),
              entry(Opcode.GREATER, SimdFloat64Loops::greater),
              entry(Opcode.GREATER_OR_EQUAL, SimdFloat64Loops::greaterOrEqual),
              entry(Opcode.LESS, SimdFloat64Loops::less),
              entry(Opcode.LESS_OR_EQUAL, SimdFloat64Loops::lessOrEqual),
              entry(Opcode.MASK, SimdFloat64Loops::mask),
              entry(Opcode.SIGMOID_SLOPE, SimdFloat64Exponential::sigmoidSlope),
              entry(Opcode.TANH_SLOPE, SimdFloat64Exponential::tanhSlope)));

  private interface Unary {
    void map(double[] x, int from, double[] out, int to, int length);
  }

  private interface Binary {
    void map(double[] x, int from, double[] y, int fromY, double[] out, int to, int length);
  }

  @Override
  public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
    Unary loop = UNARY.get(opcode);
    if (loop == null || length < LANES) {
      return false;
    }
    loop.map(x, from, out, to, length);
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
    Binary loop = BINARY.get(opcode);
    if (loop == null || length < LANES) {
      return false;
    }
    loop.map(x, from, y, fromY, out, to, length);
    return true;
  }

  private static DoubleVector vector(double[] data, int at) {
    return DoubleVector.fromArray(SPECIES, data, at);
  }

  private static DoubleVector square(DoubleVector x) {
    return x.mul(x);
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

  // Each loop ends with the last whole vector, which may repeat elements of the one before. It
  // stands behind the loop: where an index is the least of two, bounds are checked at every step.

  private static void neg(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(data, from + i).neg().intoArray(out, to + i);
    }
    vector(data, from + last).neg().intoArray(out, to + last);
  }

  private static void abs(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(data, from + i).abs().intoArray(out, to + i);
    }
    vector(data, from + last).abs().intoArray(out, to + last);
  }

  private static void square(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      square(vector(data, from + i)).intoArray(out, to + i);
    }
    square(vector(data, from + last)).intoArray(out, to + last);
  }

  private static void sqrt(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(data, from + i).sqrt().intoArray(out, to + i);
    }
    vector(data, from + last).sqrt().intoArray(out, to + last);
  }

  private static void reciprocal(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      ONE.div(vector(data, from + i)).intoArray(out, to + i);
    }
    ONE.div(vector(data, from + last)).intoArray(out, to + last);
  }

  private static void relu(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      relu(vector(data, from + i)).intoArray(out, to + i);
    }
    relu(vector(data, from + last)).intoArray(out, to + last);
  }

  private static void sign(double[] data, int from, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      sign(vector(data, from + i)).intoArray(out, to + i);
    }
    sign(vector(data, from + last)).intoArray(out, to + last);
  }

  private static void add(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).add(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).add(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void sub(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).sub(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).sub(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void mul(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).mul(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).mul(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void div(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).div(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).div(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void max(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).max(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).max(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void min(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      vector(left, from + i).min(vector(right, fromRight + i)).intoArray(out, to + i);
    }
    vector(left, from + last).min(vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void equal(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      equal(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    equal(vector(left, from + last), vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void notEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      notEqual(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    notEqual(vector(left, from + last), vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void greaterOrEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      greaterOrEqual(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    greaterOrEqual(vector(left, from + last), vector(right, fromRight + last))
        .intoArray(out, to + last);
  }

  private static void less(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      less(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    less(vector(left, from + last), vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void lessOrEqual(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      lessOrEqual(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    lessOrEqual(vector(left, from + last), vector(right, fromRight + last))
        .intoArray(out, to + last);
  }

  private static void greater(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      greater(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    greater(vector(left, from + last), vector(right, fromRight + last)).intoArray(out, to + last);
  }

  private static void mask(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    int last = length - LANES;
    for (int i = 0; i < last; i += LANES) {
      mask(vector(left, from + i), vector(right, fromRight + i)).intoArray(out, to + i);
    }
    mask(vector(left, from + last), vector(right, fromRight + last)).intoArray(out, to + last);
  }

  @Override
  public boolean hasNaN(double[] data, int from, int length) {
    if (length < LANES) {
      boolean found = false;
      for (int i = 0; i < length; i++) {
        found |= Double.isNaN(data[from + i]);
      }
      return found;
    }
    VectorMask<Double> found = SPECIES.maskAll(false);
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      found = found.or(x.compare(VectorOperators.NE, x));
    }
    return found.anyTrue();
  }

  @Override
  public double sum(double[] data, int from, int length) {
    return length >= SimdSums.FEW
        ? SimdSums.sum(data, from, length)
        : Float64Loops.super.sum(data, from, length);
  }

  @Override
  public int tileColumns() {
    return 2 * LANES;
  }

  /**
   * Reading rows, the JIT compiler loads numbers of all six before it adds: with vectors of 256
   * bits, of which AVX2 has 16, sums of wide tiles then go to memory and take twice as long.
   */
  @Override
  public int columnsInPlace() {
    return IS_AVX2 ? LANES : 6 * tileColumns();
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
    boolean isNarrow = columns == LANES;
    if (column == 1 && isNarrow) {
      SimdFloat64RowTiles.narrow(inner, x, from, row, y, fromY, out, to, rowOut, rows, adds);
    } else if (column == 1) {
      SimdFloat64RowTiles.wide(inner, x, from, row, y, fromY, out, to, rowOut, rows, adds);
    } else if (IS_AVX2 && isNarrow) {
      SimdFloat64ColumnTilesByLong.narrow(
          inner, x, from, column, y, fromY, rowY, out, to, rowOut, rows, adds);
    } else if (IS_AVX2) {
      SimdFloat64ColumnTilesByLong.wide(
          inner, x, from, column, y, fromY, rowY, out, to, rowOut, rows, adds);
    } else if (isNarrow) {
      SimdFloat64ColumnTiles.narrow(
          inner, x, from, column, y, fromY, rowY, out, to, rowOut, rows, adds);
    } else {
      SimdFloat64ColumnTiles.wide(
          inner, x, from, column, y, fromY, rowY, out, to, rowOut, rows, adds);
    }
  }
}
