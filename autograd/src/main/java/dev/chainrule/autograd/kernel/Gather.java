package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;

/** Collects elements of arrays into a new one. */
public final class Gather {
  /** Slices shorter than this are copied from many rows together, or element by element. */
  private static final int SHORT_SLICE = 16;

  private static final int ROWS_AT_ONCE = 128;

  private Gather() {}

  /** Arrays one after the other along an axis, each copied once. */
  public static NdArray concat(List<NdArray> parts, int axis, Shape target) {
    NdArray result = NdArray.allocate(parts.get(0).dtype(), target);
    int[] starts = new int[target.rank()];
    int[] steps = new int[target.rank()];
    Arrays.fill(steps, 1);
    for (NdArray part : parts) {
      part.copyTo(result.slice(starts, steps, part.shape()));
      starts[axis] += part.shape().size(axis);
    }
    return result;
  }

  /** Arrays of one shape side by side along a new axis, each copied once. */
  public static NdArray stack(List<NdArray> parts, int axis, Shape target) {
    NdArray result = NdArray.allocate(parts.get(0).dtype(), target);
    List<NdArray> layers = result.layers(axis);
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).copyTo(layers.get(i));
    }
    return result;
  }

  /** Slices along an axis, by their numbers. */
  public static NdArray select(NdArray x, int axis, int[] indices) {
    int[] sizes = x.shape().toArray();
    int layers = sizes[axis];
    sizes[axis] = indices.length;
    NdArray packed = x.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), Shape.of(sizes));
    if (result.shape().elements() == 0) {
      return result;
    }
    int inner = innerSize(sizes, axis);
    int outer = outerSize(sizes, axis);
    if (inner < SHORT_SLICE) {
      if (outer > indices.length) {
        selectAcross(packed, layers, indices, result, outer, inner);
      } else {
        selectPlaces(packed, layers, indices, result, outer, inner);
      }
      return result;
    }
    int to = 0;
    for (int i = 0; i < outer; i++) {
      for (int index : indices) {
        int from = packed.offset + (i * layers + index) * inner;
        packed.storage.copy(from, 1, result.storage, to, 1, inner);
        to += inner;
      }
    }
    return result;
  }

  /** The same where slices are short: a loop over elements, as a copy of each would cost a call. */
  private static void selectPlaces(
      NdArray packed, int layers, int[] indices, NdArray result, int outer, int inner) {
    int[] places = new int[indices.length * inner];
    for (int i = 0; i < places.length; i++) {
      places[i] = indices[i / inner] * inner + i % inner;
    }
    for (int i = 0; i < outer; i++) {
      int from = packed.offset + i * layers * inner;
      packed.storage.copyPlaces(from, places, result.storage, i * places.length);
    }
  }

  /** The same where there are more rows than slices: each is copied from many rows together. */
  private static void selectAcross(
      NdArray packed, int layers, int[] indices, NdArray result, int outer, int inner) {
    int rowOut = indices.length * inner;
    for (int first = 0; first < outer; first += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, outer - first);
      for (int n = 0; n < indices.length; n++) {
        int from = packed.offset + (first * layers + indices[n]) * inner;
        int to = first * rowOut + n * inner;
        packed.storage.copyRows(
            from, layers * inner, 1, result.storage, to, rowOut, 1, rows, inner);
      }
    }
  }

  /**
   * Elements along an axis, each by a number of its own.
   *
   * @param indices one for each element of the result, in row-major order, counted from the front
   */
  public static NdArray along(NdArray x, int axis, int[] indices, Shape target) {
    int[] sizes = target.toArray();
    NdArray packed = x.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), target);
    int inner = innerSize(sizes, axis);
    int outer = outerSize(sizes, axis);
    int layers = x.shape().size(axis);
    int to = 0;
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < sizes[axis]; j++) {
        for (int k = 0; k < inner; k++, to++) {
          int from = packed.offset + (i * layers + indices[to]) * inner + k;
          result.storage.set(to, packed.storage.get(from));
        }
      }
    }
    return result;
  }

  /** The linear recurrence along an axis: z is x at first, and then x + y times the last z. */
  public static NdArray recurrence(NdArray x, NdArray y, int axis) {
    int[] sizes = x.shape().toArray();
    NdArray terms = x.rowMajor();
    NdArray factors = y.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), x.shape());
    int inner = innerSize(sizes, axis);
    int outer = outerSize(sizes, axis);
    int to = 0;
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < sizes[axis]; j++) {
        for (int k = 0; k < inner; k++, to++) {
          double term = terms.storage.get(terms.offset + to);
          double factor = factors.storage.get(factors.offset + to);
          result.storage.set(to, j == 0 ? term : term + factor * result.storage.get(to - inner));
        }
      }
    }
    return result;
  }

  /** The running sums along an axis. */
  public static NdArray cumsum(NdArray x, int axis) {
    NdArray result = NdArray.allocate(x.dtype(), x.shape());
    int length = x.shape().size(axis);
    Runs runs = new Runs(x.shape().reduce(false, axis), firsts(x, axis), firsts(result, axis));
    while (length > 0 && runs.next()) {
      for (int i = 0; i < runs.length(); i++) {
        x.storage.cumsum(
            runs.start(0) + i * runs.stride(0),
            x.strides[axis],
            result.storage,
            runs.start(1) + i * runs.stride(1),
            result.strides[axis],
            length);
      }
    }
    return result;
  }

  private static NdArray firsts(NdArray x, int axis) {
    return x.layer(axis, 0);
  }

  /** The elements of one slice of a slice: the product of the sizes behind an axis. */
  static int innerSize(int[] sizes, int axis) {
    return Arrays.stream(sizes, axis + 1, sizes.length).reduce(1, (a, b) -> a * b);
  }

  /** The product of the sizes in front of an axis. */
  static int outerSize(int[] sizes, int axis) {
    return Arrays.stream(sizes, 0, axis).reduce(1, (a, b) -> a * b);
  }
}
