package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;

/**
 * The sum of what operations scatter over zeros: one array, to which each part is added at its
 * places alone. So the gradient of what was cut into many parts takes no array for each of them.
 */
public final class ScatteredSum {
  private final NdArray sum;

  /** Begins with zeros. */
  public ScatteredSum(Shape shape, DType dtype) {
    sum = NdArray.allocate(dtype, shape);
  }

  /**
   * Adds what an operation makes of a part.
   *
   * @param scatter an operation whose results have the shape and the precision of the sum
   */
  public void add(Tensor part, Unary scatter) {
    scatter.addTo(sum, part.array());
  }

  /** The sum, to which nothing may be added any more. */
  public Tensor total() {
    return Tensor.wrap(sum);
  }
}
