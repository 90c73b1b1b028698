package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Unary;

/** The side of an operation on a whole tensor that faces the kernels. */
abstract class TensorUnaryForm extends Unary {
  TensorUnaryForm(String name) {
    super(name);
  }

  abstract Tensor compute(Tensor x);

  @Override
  public final NdArray value(NdArray x) {
    return compute(Tensor.wrap(x)).array();
  }
}
