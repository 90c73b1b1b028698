package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The sum of what operations scatter over zeros: one array, to which each part is added at its
 * places alone. So the gradient of what was cut into many parts takes no array for each of them.
 * The bits are those of arrays added up; so a single part is scattered as it is, for 0 + -0 is 0.
 */
public final class ScatteredSum {
  private final Shape shape;
  private final DType dtype;
  private final Tensor part; // the first one
  private final Unary scatter;
  private @Nullable NdArray sum; // of all parts, if there are more

  /**
   * Begins with a part.
   *
   * @param part what is scattered
   * @param scatter an operation whose results have the shape and the precision of the sum
   */
  public ScatteredSum(Shape shape, DType dtype, Tensor part, Unary scatter) {
    this.shape = shape;
    this.dtype = dtype;
    this.part = part;
    this.scatter = scatter;
  }

  /**
   * Adds what an operation makes of another part.
   *
   * @param nextScatter an operation whose results have the shape and the precision of the sum
   */
  public void add(Tensor next, Unary nextScatter) {
    if (sum == null) {
      sum = NdArray.allocate(dtype, shape);
      scatter.addTo(sum, part.array());
    }
    nextScatter.addTo(sum, next.array());
  }

  /** The sum, to which nothing may be added any more. */
  public Tensor total() {
    return sum == null ? part.apply(scatter) : Tensor.wrap(sum);
  }
}
