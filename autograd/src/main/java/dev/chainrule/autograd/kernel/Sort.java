package dev.chainrule.autograd.kernel;

import java.util.stream.IntStream;

/** Sorts indices of numbers by these, from the bottom up; equal ones keep their order. */
public final class Sort {
  private final double[] keys;
  private final boolean isDescending;
  private int[] order;
  private int[] spare;

  private Sort(int length, boolean isDescending) {
    this.keys = new double[length];
    this.isDescending = isDescending;
    this.order = new int[length];
    this.spare = new int[length];
  }

  /** The indices that sort along an axis; NaN is last, or first if that is descending. */
  public static NdArray indices(NdArray x, int axis, boolean isDescending) {
    int[] sizes = x.shape().toArray();
    int length = sizes[axis];
    int inner = Gather.innerSize(sizes, axis);
    int outer = Gather.outerSize(sizes, axis);
    NdArray packed = x.rowMajor();
    NdArray result = NdArray.allocate(x.dtype(), x.shape());
    Sort sort = new Sort(length, isDescending);
    for (int i = 0; i < outer; i++) {
      for (int k = 0; k < inner; k++) {
        int first = i * length * inner + k;
        sort.line(packed.storage, packed.offset + first, result.storage, first, inner);
      }
    }
    return result;
  }

  private void line(Storage numbers, int from, Storage indices, int to, int step) {
    for (int j = 0; j < keys.length; j++) {
      keys[j] = numbers.get(from + j * step);
    }
    order = IntStream.range(0, keys.length).toArray();
    for (long width = 1; width < keys.length; width *= 2) {
      for (long start = 0; start < keys.length; start += 2 * width) {
        merge(
            start, Math.min(start + width, keys.length), Math.min(start + 2 * width, keys.length));
      }
      int[] merged = spare;
      spare = order;
      order = merged;
    }
    for (int j = 0; j < keys.length; j++) {
      indices.set(to + j * step, order[j]);
    }
  }

  private void merge(long start, long middle, long stop) {
    int left = (int) start;
    int right = (int) middle;
    for (int to = (int) start; to < stop; to++) {
      boolean takesRight =
          right < stop && (left >= middle || isBefore(keys[order[right]], keys[order[left]]));
      spare[to] = takesRight ? order[right++] : order[left++];
    }
  }

  private boolean isBefore(double a, double b) {
    if (isDescending) {
      return a > b || (Double.isNaN(a) && !Double.isNaN(b));
    }
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }
}
