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
public abstract sealed class Storage permits Float64Storage, Float32Storage {
  /** Zeros. */
  public static Storage allocate(DType dtype, int length) {
    return dtype == DType.FLOAT64 ? new Float64Storage(length) : new Float32Storage(length);
  }

  /** The precision. */
  public abstract DType dtype();

  /** How many numbers there are. */
  public abstract int length();

  /** The number at a place. */
  public abstract double get(int at);

  /** Puts a number, rounded to this precision, at a place. */
  public abstract void set(int at, double number);

  /** Puts the same number into neighbours. */
  public abstract void fill(int from, int length, double number);

  /** Copies elements a step apart to places a step apart. */
  public abstract void copy(int from, int step, Storage out, int to, int stepOut, int length);

  /** Copies the elements at these places, counted from the first, to neighbours. */
  abstract void copyPlaces(int from, int[] places, Storage out, int to);

  /** Rows shorter than this are copied column by column: a loop along each would hardly begin. */
  static final int SHORT_ROW = 16;

  /** So many short rows stay in the L1 cache while their columns are copied one after the other. */
  private static final int ROWS_AT_ONCE = 128;

  /** Copies rows of elements, the rows and the elements of each some steps apart. */
  final void copyRows(
      int from,
      int rowStep,
      int step,
      Storage out,
      int to,
      int rowStepOut,
      int stepOut,
      int rows,
      int length) {
    if (length >= SHORT_ROW || length >= rows) {
      for (int i = 0; i < rows; i++) {
        copy(from + i * rowStep, step, out, to + i * rowStepOut, stepOut, length);
      }
      return;
    }
    for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
      int some = Math.min(ROWS_AT_ONCE, rows - first);
      for (int j = 0; j < length; j++) {
        int fromHere = from + first * rowStep + j * step;
        int toHere = to + first * rowStepOut + j * stepOut;
        copy(fromHere, rowStep, out, toHere, rowStepOut, some);
      }
    }
  }

  /** Sets {@code out} to {@code f} of each. The opcode, if there is one, names the function. */
  public abstract void map(
      @Nullable Opcode opcode, DoubleUnaryOperator f, int from, Storage out, int to, int length);

  /** Sets {@code out} to {@code f} of each pair. */
  public abstract void map(
      @Nullable Opcode opcode,
      DoubleBinaryOperator f,
      int from,
      Storage y,
      int fromY,
      Storage out,
      int to,
      int length);

  /** Adds elements a step apart to those at places a step apart. */
  public abstract void addTo(int from, int step, Storage out, int to, int stepOut, int length);

  /** Sets places a step apart to the running sums of elements a step apart. */
  public abstract void cumsum(int from, int step, Storage out, int to, int stepOut, int length);

  /** Whether NaN is among elements a step apart. */
  public abstract boolean hasNaN(int from, int step, int length);

  /** The sum of elements a step apart, which are no more than those of a block. */
  public abstract double sum(int from, int step, int length);

  /** The sum of {@code f} of elements a step apart, which are no more than those of a block. */
  public abstract double sum(DoubleUnaryOperator f, int from, int step, int length);

  /** Adds up rows that are {@code rowStep} apart, each of neighbours, column by column. */
  public abstract void sumRows(int from, int rowStep, int rows, Storage out, int to, int columns);

  /** The largest of elements a step apart. */
  public abstract double max(int from, int step, int length);

  /** The smallest of elements a step apart. */
  public abstract double min(int from, int step, int length);

  /** The place of the first of the smallest. */
  public abstract double argMin(int from, int step, int length);

  /** The place of the first of the largest. */
  public abstract double argMax(int from, int step, int length);

  /** Sets a row-major {@code out} to the product of these numbers, as a matrix, and {@code y}. */
  public abstract void multiply(Matrix x, Storage y, Matrix layoutY, Storage out, int to);

  /** Where the elements of a matrix are: [i, j] is at {@code from + i * row + j * column}. */
  public record Matrix(int from, int rows, int columns, int row, int column) {
    /** Some columns. */
    Matrix columns(int first, int count) {
      return new Matrix(from + first * column, rows, count, row, column);
    }

    /** Some rows. */
    Matrix rows(int first, int count) {
      return new Matrix(from + first * row, count, columns, row, column);
    }

    Matrix turned() {
      return new Matrix(
          from, /* rows= */ columns, /* columns= */ rows, /* row= */ column, /* column= */ row);
    }
  }
}
