package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation computes on arrays and numbers. It stands apart from the operations, which
 * users see, because arrays are not exported.
 */
public interface Computation {
  /**
   * Sets neighbours in {@code out} to the function of neighbours in {@code x}, or in {@code x} and
   * {@code y}: for pointwise operations alone.
   */
  void map(Storage x, int fromX, Storage y, int fromY, Storage out, int to, int length);

  /** Of one array. */
  interface OfOne extends Computation {
    /** The result; arguments that do not go together have been refused by the operation. */
    NdArray value(NdArray x);

    /** The value at a number. */
    double value(double x);

    /** Whether the result is the sum of all elements of such an array. */
    default boolean isSumOfAll(Shape x) {
      return false;
    }

    /** Whether the result is zeros, but for the array's elements; it is computed when needed. */
    default boolean isScatter() {
      return false;
    }

    /** Adds the result to a sum. */
    default void addTo(NdArray sum, NdArray x) {
      Scatter.add(value(x), sum);
    }
  }

  /** Of two arrays. */
  interface OfTwo extends Computation {
    /** The loop that knows this function of numbers by name, if there is one. */
    default @Nullable Opcode opcode() {
      return null;
    }

    /** The result; arguments that do not go together have been refused by the operation. */
    NdArray value(NdArray x, NdArray y);

    /** The value at two numbers. */
    double value(double x, double y);
  }

  /** Of any number of arrays. */
  interface OfMany extends Computation {
    /** Each result; arguments that do not go together have been refused by the operation. */
    List<NdArray> value(List<NdArray> inputs);
  }
}
