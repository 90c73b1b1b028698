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
    double[] out = new double[target.elements()];
    Arrays.fill(out, background);
    NdArray result = NdArray.wrap(target, out);
    copy(x, result.slice(starts, steps, x.shape()));
    return result;
  }

  /** Two arrays one after the other along an axis. */
  public static NdArray concat(NdArray x, NdArray y, int axis) {
    int[] sizes = x.shape().toArray();
    int first = sizes[axis];
    sizes[axis] += y.shape().size(axis);
    NdArray result = NdArray.wrap(Shape.of(sizes), new double[Shape.of(sizes).elements()]);
    int[] starts = new int[sizes.length];
    int[] steps = new int[sizes.length];
    Arrays.fill(steps, 1);
    copy(x, result.slice(starts, steps, x.shape()));
    starts[axis] = first;
    copy(y, result.slice(starts, steps, y.shape()));
    return result;
  }

  /** Slices of {@code x} along an axis, by their numbers. */
  public static NdArray select(NdArray x, int axis, List<Integer> indices) {
    int[] sizes = x.shape().toArray();
    sizes[axis] = indices.size();
    NdArray result = NdArray.wrap(Shape.of(sizes), new double[Shape.of(sizes).elements()]);
    for (int i = 0; i < sizes[axis]; i++) {
      copy(x.layer(axis, indices.get(i)), result.layer(axis, i));
    }
    return result;
  }

  /** The transpose of {@link #select}: each slice of {@code x} added to the one it came from. */
  public static NdArray addSelected(NdArray x, int axis, List<Integer> indices, Shape target) {
    NdArray result = NdArray.wrap(target, new double[target.elements()]);
    for (int i = 0; i < indices.size(); i++) {
      NdArray to = result.layer(axis, indices.get(i));
      copy(Pointwise.map(Double::sum, to.shape(), to, x.layer(axis, i)), to);
    }
    return result;
  }

  /** Running sums along an axis. */
  public static NdArray cumsum(NdArray x, int axis) {
    NdArray result = NdArray.wrap(x.shape(), x.toArray());
    for (int i = 1; i < x.shape().size(axis); i++) {
      NdArray before = result.layer(axis, i - 1);
      NdArray here = result.layer(axis, i);
      copy(Pointwise.map(Double::sum, here.shape(), before, here), here);
    }
    return result;
  }

  /** Writes to an array that was made here and that nobody else knows yet. */
  private static void copy(NdArray from, NdArray to) {
    Rows rows = new Rows(from.shape(), from, to);
    while (rows.next()) {
      int source = rows.start(0);
      int target = rows.start(1);
      for (int i = 0; i < rows.length(); i++) {
        to.data[target] = from.data[source];
        source += rows.stride(0);
        target += rows.stride(1);
      }
    }
  }
}
