package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Computation;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import java.util.function.DoubleBinaryOperator;

/** The side of an operation on two inputs that faces the kernels. */
abstract class BinaryForm extends Operation implements Computation.OfTwo {
  BinaryForm(String name, boolean isPointwise) {
    super(name, isPointwise);
  }

  @Override
  DoubleBinaryOperator onNumbers() {
    return this::value;
  }

  @Override
  public double value(double x, double y) {
    return value(NdArray.scalar(DType.FLOAT64, x), NdArray.scalar(DType.FLOAT64, y)).at();
  }
}
