package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.List;

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

    /** Adds the result to a sum. */
    default void addTo(NdArray sum, NdArray x) {
      Scatter.add(value(x), sum);
    }

    /** The result of what may not have been computed yet. */
    default NdArray value(Deferred x) {
      return value(x.array());
    }
  }

  /** Of two arrays. */
  interface OfTwo extends Computation {
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

  /** An array that is computed when somebody asks for it. */
  interface Deferred {
    /** The sizes of its axes. */
    Shape shape();

    /** All elements. */
    NdArray array();

    /** The sum of all elements, which need not be kept for it. */
    NdArray sum();
  }
}
