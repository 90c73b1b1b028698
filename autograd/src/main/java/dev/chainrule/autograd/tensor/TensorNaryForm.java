package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Nary;
import java.util.List;

/** The side of an operation on any number of tensors that faces the kernels. */
abstract class TensorNaryForm extends Nary {
  TensorNaryForm(String name) {
    super(name);
  }

  abstract List<Tensor> compute(List<Tensor> inputs);

  @Override
  public final List<NdArray> value(List<NdArray> inputs) {
    return compute(inputs.stream().map(Tensor::wrap).toList()).stream().map(Tensor::array).toList();
  }
}
