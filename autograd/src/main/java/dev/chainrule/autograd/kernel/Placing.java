package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;

/** Copying arrays into places of a larger one. */
public final class Placing {
  private Placing() {}

  /**
   * An array filled with a number, but for {@code x} at the places that a slice of it would take.
   */
  public static NdArray spread(
      NdArray x, int[] starts, int[] steps, Shape target, double background) {
    NdArray result = NdArray.allocate(x.dtype(), target);
    if (background != 0) {
      result.numbers.fill(0, target.elements(), background);
    }
    x.copyTo(result.slice(starts, steps, x.shape()));
    return result;
  }

  /** Two arrays one after the other along an axis. */
  public static NdArray concat(NdArray x, NdArray y, int axis) {
    int[] sizes = x.shape().toArray();
    int first = sizes[axis];
    sizes[axis] += y.shape().size(axis);
    NdArray result = NdArray.allocate(x.dtype(), Shape.of(sizes));
    int[] starts = new int[sizes.length];
    int[] steps = new int[sizes.length];
    Arrays.fill(steps, 1);
    x.copyTo(result.slice(starts, steps, x.shape()));
    starts[axis] = first;
    y.copyTo(result.slice(starts, steps, y.shape()));
    return result;
  }

  /** Slices of {@code x} along an axis, by their numbers. */
  public static NdArray select(NdArray x, int axis, List<Integer> indices) {
    int[] sizes = x.shape().toArray();
    sizes[axis] = indices.size();
    NdArray result = NdArray.allocate(x.dtype(), Shape.of(sizes));
    for (int i = 0; i < sizes[axis]; i++) {
      x.layer(axis, indices.get(i)).copyTo(result.layer(axis, i));
    }
    return result;
  }

  /** The transpose of {@link #select}: each slice of {@code x} added to the one it came from. */
  public static NdArray addSelected(NdArray x, int axis, List<Integer> indices, Shape target) {
    NdArray result = NdArray.allocate(x.dtype(), target);
    for (int i = 0; i < indices.size(); i++) {
      NdArray to = result.layer(axis, indices.get(i));
      sum(to, x.layer(axis, i)).copyTo(to);
    }
    return result;
  }

  /** Running sums along an axis. */
  public static NdArray cumsum(NdArray x, int axis) {
    NdArray result = NdArray.allocate(x.dtype(), x.shape());
    x.copyTo(result);
    for (int i = 1; i < x.shape().size(axis); i++) {
      NdArray before = result.layer(axis, i - 1);
      NdArray here = result.layer(axis, i);
      sum(before, here).copyTo(here);
    }
    return result;
  }

  private static NdArray sum(NdArray x, NdArray y) {
    Pass pass = new Pass(x.shape(), x.dtype());
    return pass.result(pass.apply(Opcode.ADD, Double::sum, pass.load(x), pass.load(y)));
  }
}
