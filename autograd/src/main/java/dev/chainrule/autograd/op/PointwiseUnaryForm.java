package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Opcode;
import dev.chainrule.autograd.kernel.Storage;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The side of a function of one number that faces the kernels. */
abstract class PointwiseUnaryForm extends Unary {
  PointwiseUnaryForm(String name) {
    super(name, true);
  }

  /** The loop that knows this function by name, if there is one. */
  @Nullable Opcode opcode() {
    return null;
  }

  /** The function itself. */
  DoubleUnaryOperator function() {
    return this::value;
  }

  @Override
  final DoubleBinaryOperator onNumbers() {
    DoubleUnaryOperator function = function();
    return (x, unused) -> function.applyAsDouble(x);
  }

  Program trace() {
    return Program.trace(name(), 3, in -> cotangent(in.get(0), in.get(1), in.get(2)));
  }

  @Override
  final void loop(Storage x, int fromX, Storage y, int fromY, Storage out, int to, int length) {
    x.map(opcode(), function(), fromX, out, to, length);
  }

  @Override
  public final NdArray value(NdArray x) {
    throw new IllegalStateException(this + ": a pointwise operation is computed by a pass");
  }
}
