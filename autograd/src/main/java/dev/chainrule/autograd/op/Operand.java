package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/**
 * What operations are applied to: the few things that each kind of number says for itself, and on
 * which the vocabulary rests.
 *
 * @param <T> the kind of number
 */
public interface Operand<T> {
  /** Gives the sizes of the axes. */
  Shape shape();

  /** Gives the precision of the numbers. */
  DType dtype();

  /** Gives this operand, as what it is. */
  T self();

  /**
   * Applies an operation to this operand; the shape of the result is the one that the operation
   * states.
   */
  T apply(Unary operation);

  /**
   * Applies an operation to this operand and another one; the shape of the result is the one that
   * the operation states.
   */
  T apply(Binary operation, T other);

  /**
   * Applies an operation to this operand and any number of others, in this order; the shapes of the
   * results are those that the operation states.
   *
   * @return each result
   */
  List<T> apply(Nary operation, List<T> others);

  /** Makes a number in an expression: a scalar of this kind that no gradient flows into. */
  T literal(double number);
}
