package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.Cursor;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;
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
