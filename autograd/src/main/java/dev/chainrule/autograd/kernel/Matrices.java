package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Batches of matrices, one after the other in arrays: computed in float64, whatever comes. */
public final class Matrices {
  /** What one thread computes before another one is called. */
  private static final double PER_PART = 1 << 17;

  private Matrices() {}

  /** How many matrices a shape [.., n, m] holds. */
  public static int count(Shape shape) {
    int count = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      count *= shape.size(axis);
    }
    return count;
  }

  /** Numbers in row-major order, which are handed over, as an array of some precision. */
  public static NdArray array(DType dtype, Shape shape, double[] numbers) {
    NdArray array = NdArray.wrap(shape, new Float64Storage(numbers));
    return dtype == DType.FLOAT64 ? array : array.to(dtype);
  }

  /**
   * Runs a body for the index of each matrix, in several threads where that is worth it. If some
   * matrices are refused, the first of them is the one that is told of.
   *
   * @param cost of one matrix, in additions
   */
  public static void forEach(int count, double cost, IntConsumer body) {
    @Nullable IllegalArgumentException[] refused = new IllegalArgumentException[count];
    Split.run(
        count,
        (long) (count * cost / PER_PART),
        (first, end) -> {
          for (int i = first; i < end && refused[first] == null; i++) {
            try {
              body.accept(i);
            } catch (IllegalArgumentException e) {
              refused[first] = e;
            }
          }
        });
    for (IllegalArgumentException e : refused) {
      if (e != null) {
        throw e;
      }
    }
  }
}
