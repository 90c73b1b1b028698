package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Computation;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;

/** The side of an operation on two inputs that faces the kernels. */
abstract class BinaryForm extends Operation implements Computation.OfTwo {
  BinaryForm(String name, boolean isPointwise) {
    super(name, isPointwise);
  }

  @Override
  public final double value(double[] registers, int[] inputs) {
    return value(registers[inputs[0]], registers[inputs[1]]);
  }

  @Override
  public double value(double x, double y) {
    return value(NdArray.scalar(DType.FLOAT64, x), NdArray.scalar(DType.FLOAT64, y)).at();
  }
}
