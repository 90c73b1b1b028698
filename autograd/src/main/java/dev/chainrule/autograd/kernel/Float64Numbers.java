package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers in an array of Java's own. Float32Numbers is made from this text by the build. */
final class Float64Numbers extends Numbers {
  private static final Float64Loops LOOPS = Loops.float64();

  final double[] data;

  Float64Numbers(int length) {
    this(new double[length]);
  }

  /** The array is not copied. */
  Float64Numbers(double[] data) {
    this.data = data;
  }

  private static double[] data(Numbers numbers) {
    return ((Float64Numbers) numbers).data;
  }

  @Override
  DType dtype() {
    return DType.FLOAT64;
  }

  @Override
  int length() {
    return data.length;
  }

  @Override
  double get(int at) {
    return data[at];
  }

  @Override
  void set(int at, double number) {
    data[at] = Float64.of(number);
  }

  @Override
  void fill(int from, int length, double number) {
    Arrays.fill(data, from, from + length, Float64.of(number));
  }

  @Override
  void copy(int from, int step, Numbers out, int to, int stepOut, int length) {
    double[] target = data(out);
    if (step == 1 && stepOut == 1) {
      System.arraycopy(data, from, target, to, length);
    } else if (step == 0 && stepOut == 1) {
      Arrays.fill(target, to, to + length, data[from]);
    } else {
      for (int i = 0; i < length; i++) {
        target[to + i * stepOut] = data[from + i * step];
      }
    }
  }

  @Override
  void map(
      @Nullable Opcode opcode, DoubleUnaryOperator f, int from, Numbers out, int to, int length) {
    if (opcode == null || !LOOPS.map(opcode, data, from, data(out), to, length)) {
      double[] target = data(out);
      for (int i = 0; i < length; i++) {
        target[to + i] = Float64.of(f.applyAsDouble(data[from + i]));
      }
    }
  }

  @Override
  void map(
      @Nullable Opcode opcode,
      DoubleBinaryOperator f,
      int from,
      Numbers y,
      int fromY,
      Numbers out,
      int to,
      int length) {
    double[] right = data(y);
    if (opcode == null || !LOOPS.map(opcode, data, from, right, fromY, data(out), to, length)) {
      double[] target = data(out);
      for (int i = 0; i < length; i++) {
        target[to + i] = Float64.of(f.applyAsDouble(data[from + i], right[fromY + i]));
      }
    }
  }

  @Override
  double sum(int from, int step, int length) {
    return Float64Lines.sum(data, from, step, length);
  }

  @Override
  void sumRows(int from, int rowStep, int rows, Numbers out, int to, int columns) {
    Sums sums = Float64Lines.sumRows(data, from, rowStep, rows, columns);
    double[] target = data(out);
    for (int j = 0; j < columns; j++) {
      target[to + j] = Float64.of(sums.get(j));
    }
  }

  @Override
  double max(int from, int step, int length) {
    return Float64Lines.max(data, from, step, length);
  }

  @Override
  double argMax(int from, int step, int length) {
    return Float64Lines.argMax(data, from, step, length);
  }

  @Override
  double logSumExp(int from, int step, int length) {
    return Float64Lines.logSumExp(data, from, step, length);
  }

  @Override
  double norm2(int from, int step, int length) {
    return Float64Lines.norm2(data, from, step, length);
  }

  @Override
  void multiply(Matrix x, Numbers y, Matrix layoutY, Numbers out, int to) {
    Float64Product.multiply(LOOPS, data, x, data(y), layoutY, data(out), to);
  }
}
