package dev.chainrule.autograd.kernel;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A line of elements that becomes one number. It is read block by block: in place where the
 * elements stand a fixed step apart, otherwise copied together, one block at a time. All is
 * computed in float64 whatever the elements are, and NaN among them gives NaN.
 */
abstract class Line {
  private final int length;

  private Line(int length) {
    this.length = length;
  }

  /** Elements that stand a fixed step apart. */
  static Line of(Storage numbers, int from, int step, int length) {
    return new Line(length) {
      @Override
      double reduce(Block function, ToDoubleFunction<double[]> together) {
        int blocks = Blocks.count(length);
        if (blocks == 1) {
          return function.of(numbers, from, step, length);
        }
        double[] results = new double[blocks];
        for (int block = 0; block < blocks; block++) {
          int first = from + block * Blocks.SIZE * step;
          results[block] = function.of(numbers, first, step, Blocks.length(block, blocks, length));
        }
        return together.applyAsDouble(results);
      }
    };
  }

  /** All elements of an array, in row-major order. */
  static Line of(NdArray array) {
    int length = array.shape().elements();
    return new Line(length) {
      @Override
      double reduce(Block function, ToDoubleFunction<double[]> together) {
        double[] results = new double[Blocks.count(length)];
        Scratch scratch = Scratch.take(array.dtype(), Blocks.LONGEST);
        Cursor cursor = new Cursor(array, 0);
        for (int block = 0; block < results.length; block++) {
          int count = Blocks.length(block, results.length, length);
          cursor.read(scratch.storage(), 0, count);
          results[block] = function.of(scratch.storage(), 0, 1, count);
        }
        scratch.giveBack();
        return together.applyAsDouble(results);
      }
    };
  }

  /** What becomes of the elements of one block. */
  @FunctionalInterface
  interface Block {
    double of(Storage numbers, int from, int step, int length);
  }

  /** Makes one number of each block, and one of these together; a single one is the result. */
  abstract double reduce(Block function, ToDoubleFunction<double[]> together);

  /**
   * The sum of blocks, and then of the sums of blocks, so that the rounding error grows with the
   * logarithm of the number of terms (N. J. Higham, The accuracy of floating point summation, SIAM
   * J. Sci. Comput. 14, 1993). A pass that computes the elements block by block adds them in the
   * same order: so a sum is the same to the last bit whether its elements were looked at or not.
   */
  double sum() {
    return reduce(Storage::sum, Blocks::total);
  }

  private double sum(DoubleUnaryOperator f) {
    return reduce((numbers, from, step, count) -> numbers.sum(f, from, step, count), Blocks::total);
  }

  double max() {
    return reduce(
        Storage::max, blocks -> Arrays.stream(blocks).reduce(blocks[0], (a, b) -> Math.max(a, b)));
  }

  double min() {
    return reduce(
        Storage::min, blocks -> Arrays.stream(blocks).reduce(blocks[0], (a, b) -> Math.min(a, b)));
  }

  /** The square root of the sum of squares, scaled so that none overflows or is lost. */
  double norm2() {
    double scale = length == 0 ? 0 : Math.max(max(), -min());
    return scale == 0 || !Double.isFinite(scale)
        ? scale
        : scale * Math.sqrt(sum(x -> (x / scale) * (x / scale)));
  }

  /** The logarithm of the sum of exponentials. */
  double logSumExp() {
    double max = max();
    // The largest may be -Infinity, as that of nothing is; or Infinity, or NaN.
    return Double.isFinite(max) ? max + Math.log1p(others(max)) : max;
  }

  /**
   * The sum of exponentials relative to that of the largest element, which itself is left out: what
   * is tiny beside 1 is not lost.
   */
  double others(double max) {
    return sum(x -> x < max ? Math.exp(x - max) : 0) + (sum(x -> x == max ? 1 : 0) - 1);
  }
}
