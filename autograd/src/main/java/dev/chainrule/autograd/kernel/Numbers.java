package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one precision in a row. All loops over primitive arrays are behind this, so that
 * whatever is above is written once for both precisions. Other numbers that a method is given must
 * be of the same precision.
 */
abstract sealed class Numbers permits Float64Numbers, Float32Numbers {
  static Numbers allocate(DType dtype, int length) {
    return dtype == DType.FLOAT64 ? new Float64Numbers(length) : new Float32Numbers(length);
  }

  abstract DType dtype();

  abstract int length();

  abstract double get(int at);

  abstract void set(int at, double number);

  abstract void fill(int from, int length, double number);

  /** Copies elements a step apart to places a step apart. */
  abstract void copy(int from, int step, Numbers out, int to, int stepOut, int length);

  /** Sets {@code out} to {@code f} of each. The opcode, if there is one, names the function. */
  abstract void map(
      @Nullable Opcode opcode, DoubleUnaryOperator f, int from, Numbers out, int to, int length);

  /** Sets {@code out} to {@code f} of each pair. */
  abstract void map(
      @Nullable Opcode opcode,
      DoubleBinaryOperator f,
      int from,
      Numbers y,
      int fromY,
      Numbers out,
      int to,
      int length);

  /** The sum of elements a step apart. */
  abstract double sum(int from, int step, int length);

  /** Adds up rows that are {@code rowStep} apart, each of neighbours, column by column. */
  abstract void sumRows(int from, int rowStep, int rows, Numbers out, int to, int columns);

  /** The largest of elements a step apart. */
  abstract double max(int from, int step, int length);

  /** The place of the first of the largest. */
  abstract double argMax(int from, int step, int length);

  /** The logarithm of the sum of exponentials. */
  abstract double logSumExp(int from, int step, int length);

  /** The square root of the sum of squares. */
  abstract double norm2(int from, int step, int length);

  /** Adds the product of these numbers, as a matrix, and {@code y} to a row-major {@code out}. */
  abstract void multiply(Matrix x, Numbers y, Matrix layoutY, Numbers out, int to);

  /** Where the elements of a matrix are: [i, j] is at {@code from + i * row + j * column}. */
  record Matrix(int from, int rows, int columns, int row, int column) {
    Matrix turned() {
      return new Matrix(
          from, /* rows= */ columns, /* columns= */ rows, /* row= */ column, /* column= */ row);
    }
  }
}
