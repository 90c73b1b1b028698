package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Computation;
import java.util.function.DoubleBinaryOperator;

/** The side of an operation on any number of inputs that faces the kernels. */
abstract class NaryForm extends Operation implements Computation.OfMany {
  NaryForm(String name) {
    super(name, false);
  }

  @Override
  final DoubleBinaryOperator onNumbers() {
    throw new IllegalStateException(this + ": not an operation on numbers");
  }
}
