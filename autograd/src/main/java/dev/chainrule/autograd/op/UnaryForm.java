package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Computation;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import java.util.function.DoubleBinaryOperator;

/** The side of an operation on one input that faces the kernels. */
abstract class UnaryForm extends Operation implements Computation.OfOne {
  UnaryForm(String name, boolean isPointwise) {
    super(name, isPointwise);
  }

  @Override
  DoubleBinaryOperator onNumbers() {
    return (x, unused) -> value(x);
  }

  @Override
  public double value(double x) {
    return value(NdArray.scalar(DType.FLOAT64, x)).at();
  }
}
