package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;

/**
 * What an operation on whole arrays computes. It stands apart from the operation itself so that the
 * operations, which users see, can be exported while arrays are not.
 */
public final class ArrayFunction {
  private ArrayFunction() {}

  /** Of one array. */
  @FunctionalInterface
  public interface OfOne {
    /** The result; arguments that do not go together have been refused by the operation. */
    NdArray value(NdArray x);
  }

  /** Of two arrays. */
  @FunctionalInterface
  public interface OfTwo {
    /** The result; arguments that do not go together are refused with both shapes. */
    NdArray value(NdArray x, NdArray y);
  }

  /** A sum. */
  public interface Total {
    /** Whether it adds up all elements of an array of this rank. */
    boolean addsAll(int rank);

    /** The shape of the sum. */
    Shape shape(Shape summed);
  }
}
