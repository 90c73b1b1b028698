package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Storage;
import java.util.function.DoubleBinaryOperator;

/** The side of a function of two numbers that faces the kernels. */
abstract class PointwiseBinaryForm extends Binary {
  PointwiseBinaryForm(String name) {
    super(name, true);
  }

  /** The function itself. */
  DoubleBinaryOperator function() {
    return this::value;
  }

  @Override
  final DoubleBinaryOperator onNumbers() {
    return function();
  }

  Program trace(int input) {
    return Program.trace(
        name(),
        4,
        in ->
            input == 0
                ? cotangentX(in.get(0), in.get(1), in.get(2), in.get(3))
                : cotangentY(in.get(0), in.get(1), in.get(2), in.get(3)));
  }

  @Override
  final void loop(Storage x, int fromX, Storage y, int fromY, Storage out, int to, int length) {
    x.map(opcode(), function(), fromX, y, fromY, out, to, length);
  }

  @Override
  public final NdArray value(NdArray x, NdArray y) {
    throw new IllegalStateException(this + ": a pointwise operation is computed by a pass");
  }
}
