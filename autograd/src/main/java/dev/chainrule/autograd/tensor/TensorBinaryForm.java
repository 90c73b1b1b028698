package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Binary;

/** The side of an operation on two whole tensors that faces the kernels. */
abstract class TensorBinaryForm extends Binary {
  TensorBinaryForm(String name) {
    super(name);
  }

  abstract Tensor compute(Tensor x, Tensor y);

  @Override
  public final NdArray value(NdArray x, NdArray y) {
    return compute(Tensor.wrap(x), Tensor.wrap(y)).array();
  }
}
