package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Computation;
import dev.chainrule.autograd.kernel.Storage;
import java.util.function.DoubleBinaryOperator;

/** The side of an operation that faces the kernels; hidden, because arrays are not exported. */
abstract class Form implements Computation {
  /** The value on numbers, of an operation that makes a number of one or two; one ignores y. */
  abstract DoubleBinaryOperator onNumbers();

  /** Runs the loop of a pointwise operation. */
  void loop(Storage x, int fromX, Storage y, int fromY, Storage out, int to, int length) {
    throw new IllegalStateException(this + ": not a pointwise operation");
  }

  @Override
  public final void map(
      Storage x, int fromX, Storage y, int fromY, Storage out, int to, int length) {
    loop(x, fromX, y, fromY, out, to, length);
  }
}
