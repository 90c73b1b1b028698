package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;

/** Puts elements of an array into places of a larger one. */
public final class Scatter {
  private Scatter() {}

  /**
   * An array filled with a number, but for {@code x} at the places that a slice of it would take.
   */
  public static NdArray into(NdArray x, int[] starts, int[] steps, Shape target, double number) {
    NdArray result = NdArray.allocate(x.dtype(), target);
    if (number != 0) {
      result.storage.fill(0, target.elements(), number);
    }
    x.copyTo(result.slice(starts, steps, x.shape()));
    return result;
  }

  /** Adds {@code x} to the places of a sum that a slice of it would take. */
  public static void add(NdArray x, int[] starts, int[] steps, NdArray sum) {
    add(x, sum.slice(starts, steps, x.shape()));
  }

  /** Adds an array to another one of its shape. */
  static void add(NdArray x, NdArray sum) {
    Runs rows = new Runs(x.shape(), x, sum);
    while (rows.next()) {
      x.storage.addTo(
          rows.start(0), rows.stride(0), sum.storage, rows.start(1), rows.stride(1), rows.length());
    }
  }

  /** The transpose of {@link Gather#select}: each slice added to the one it came from. */
  public static NdArray add(NdArray x, int axis, int[] indices, Shape target) {
    if (x.dtype() == DType.FLOAT32) { // where many meet in one place, each sum would be rounded
      return add(x.to(DType.FLOAT64), axis, indices, target).to(DType.FLOAT32);
    }
    int[] sizes = target.toArray();
    NdArray packed = x.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), target);
    if (x.shape().elements() == 0) {
      return result;
    }
    int inner = Gather.innerSize(sizes, axis);
    int outer = Gather.outerSize(sizes, axis);
    int from = packed.offset;
    for (int i = 0; i < outer; i++) {
      for (int index : indices) {
        int to = (i * sizes[axis] + index) * inner;
        packed.storage.addTo(from, 1, result.storage, to, 1, inner);
        from += inner;
      }
    }
    return result;
  }

  /** The transpose of {@link Gather#along}: each element added to the one it came from. */
  public static NdArray along(NdArray x, int axis, int[] indices, Shape target) {
    if (x.dtype() == DType.FLOAT32) { // where many meet in one place, each sum would be rounded
      return along(x.to(DType.FLOAT64), axis, indices, target).to(DType.FLOAT32);
    }
    int[] sizes = x.shape().toArray();
    NdArray packed = x.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), target);
    int inner = Gather.innerSize(sizes, axis);
    int outer = Gather.outerSize(sizes, axis);
    int layers = target.size(axis);
    int from = 0;
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < sizes[axis]; j++) {
        for (int k = 0; k < inner; k++, from++) {
          int to = (i * layers + indices[from]) * inner + k;
          double added = packed.storage.get(packed.offset + from);
          result.storage.set(to, result.storage.get(to) + added);
        }
      }
    }
    return result;
  }
}
