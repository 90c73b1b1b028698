package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.Cursor;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scratch;
import dev.chainrule.autograd.kernel.Storage;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pointwise operations computed at once, for tensors so small that to note what waits, and to plan
 * a pass for it, would take longer than the operations themselves.
 */
final class Direct {
  private Direct() {}

  /** The result of an operation on one tensor or two. */
  static Tensor of(Shape shape, Operation operation, Tensor x, @Nullable Tensor y) {
    NdArray left = elements(x, shape);
    NdArray right = y == null || y == x ? left : elements(y, shape);
    NdArray out = NdArray.allocate(x.dtype(), shape);
    operation.map(
        left.storage(),
        left.offset(),
        right.storage(),
        right.offset(),
        out.storage(),
        out.offset(),
        shape.elements());
    return Tensor.wrap(out);
  }

  /**
   * The last result of a program; none unless it is of few elements, of operands that are there.
   */
  static @Nullable Tensor of(Program program, List<Tensor> operands) {
    int inputs = program.inputs();
    int last = inputs + program.size() - 1;
    Shape shape = operands.get(0).shape();
    if (shape.rank() == 0 || !Fusion.isSmall(shape) || !program.endsInElements()) {
      return null;
    }
    Storage[] storages = new Storage[last + 1];
    int[] places = new int[last + 1];
    for (int i = 0; i < inputs; i++) {
      NdArray array = operands.get(i).elementsAlike(operands.get(0));
      if (array == null) {
        return null;
      }
      storages[i] = array.storage();
      places[i] = array.offset();
    }
    int length = shape.elements();
    NdArray out = NdArray.allocate(operands.get(0).dtype(), shape);
    Scratch scratch = Scratch.take(out.dtype(), program.size() * length);
    for (int register = inputs; register <= last; register++) {
      Program.Step step = program.step(register - inputs);
      storages[register] = register == last ? out.storage() : scratch.storage();
      places[register] = register == last ? 0 : (register - inputs) * length;
      compute(step, register, storages, places, length);
    }
    scratch.giveBack();
    return Tensor.wrap(out);
  }

  private static void compute(
      Program.Step step, int register, Storage[] storages, int[] places, int length) {
    Operation operation = step.operation();
    if (operation == null) {
      storages[register].fill(places[register], length, step.constant());
      return;
    }
    int x = step.input(0);
    int y = step.input(step.arity() - 1);
    operation.map(
        storages[x],
        places[x],
        storages[y],
        places[y],
        storages[register],
        places[register],
        length);
  }

  /** The same of tensors that are the same number everywhere: it is computed once. */
  static Tensor once(Shape shape, Operation operation, Tensor x, @Nullable Tensor y) {
    NdArray left = x.array();
    NdArray right = y == null ? left : y.array();
    NdArray out = NdArray.allocate(x.dtype(), Shape.SCALAR);
    operation.map(
        left.storage(),
        left.offset(),
        right.storage(),
        right.offset(),
        out.storage(),
        out.offset(),
        1);
    return Tensor.wrap(out.broadcastTo(shape));
  }

  /** All elements without gaps, each as often as the shape repeats it. */
  static NdArray elements(Tensor tensor, Shape shape) {
    NdArray array = tensor.array().broadcastTo(shape);
    if (array.isRowMajor()) {
      return array;
    }
    NdArray copy = NdArray.allocate(tensor.dtype(), shape);
    if (array.repeatsOne()) {
      copy.storage().fill(0, shape.elements(), array.first());
    } else {
      new Cursor(array, 0).read(copy.storage(), 0, shape.elements());
    }
    return copy;
  }
}
