package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what a word is applied to, for words that are made of others: under their own name. */
final class Operands {
  private Operands() {}

  /** Refuses an operand that is not there. */
  static <T> T check(String word, @Nullable T operand) {
    checkArgument(operand != null, "%s: an operand is null", word);
    return operand;
  }

  /** Refuses an operand that is not there, or is of another precision than x. */
  static <T extends Operand<T>> T same(String word, Operand<T> x, @Nullable T y) {
    T operand = check(word, y);
    DType unused = Precisions.common(word, x.dtype(), operand.dtype());
    return operand;
  }

  /** The same for each of a list. */
  static <T extends Operand<T>> List<T> same(String word, Operand<T> x, @Nullable List<T> others) {
    return check(word, others).stream().map(other -> same(word, x, other)).toList();
  }

  /** The shape that x and y broadcast to; refuses them if there is none, or precisions differ. */
  static <T extends Operand<T>> Shape broadcast(String word, Operand<T> x, @Nullable T y) {
    return Shape.broadcast(word, x.shape(), same(word, x, y).shape());
  }

  /** How many elements there are along axes. */
  static int count(String word, Shape shape, int... axes) {
    int count = 1;
    for (int axis : shape.axes(word, axes)) {
      count *= shape.size(axis);
    }
    return count;
  }
}
