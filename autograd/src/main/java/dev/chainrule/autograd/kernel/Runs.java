package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;

/**
 * Walks arrays of one shape side by side, in row-major order, a row at a time. Neighbouring axes
 * that every array steps through evenly are walked as one, so that arrays without gaps are a single
 * row.
 */
final class Runs {
  private final NdArray[] arrays;
  private final int[] starts;
  private final int[] axes; // the axes left after merging, outermost first; the last is the row
  private final int[] sizes;
  private final int[] index;
  private int rank;
  private int left;
  private boolean started;

  Runs(Shape shape, NdArray... arrays) {
    this.arrays = arrays;
    this.starts = new int[arrays.length];
    this.axes = new int[shape.rank()];
    this.sizes = new int[shape.rank()];
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.size(axis) != 1) {
        addAxis(axis, shape.size(axis));
      }
    }
    this.index = new int[rank];
    this.left = shape.elements() == 0 ? 0 : shape.elements() / length();
    for (int i = 0; i < arrays.length; i++) {
      starts[i] = arrays[i].offset;
    }
  }

  private void addAxis(int axis, int size) {
    if (rank > 0 && mergesWithLast(axis, size)) {
      sizes[rank - 1] *= size;
      axes[rank - 1] = axis;
    } else {
      sizes[rank] = size;
      axes[rank++] = axis;
    }
  }

  private boolean mergesWithLast(int axis, int size) {
    for (NdArray array : arrays) {
      if (array.strides[axes[rank - 1]] != array.strides[axis] * size) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next row, at first to the first one; false at the end. */
  boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    if (started) {
      advance();
    }
    started = true;
    return true;
  }

  /**
   * Moves to the row that holds an element, counted in row-major order; returns its place there.
   */
  int skipTo(int element) {
    int row = element / length();
    for (int k = rank - 2; k >= 0; k--) {
      index[k] = row % sizes[k];
      row /= sizes[k];
      move(k, index[k]);
    }
    left -= element / length() + 1;
    started = true;
    return element % length();
  }

  /** Counts the index up like an odometer, the axis next to the row fastest. */
  private void advance() {
    for (int k = rank - 2; k >= 0; k--) {
      move(k, 1);
      if (++index[k] < sizes[k]) {
        return;
      }
      move(k, -sizes[k]);
      index[k] = 0;
    }
  }

  private void move(int k, int steps) {
    for (int i = 0; i < arrays.length; i++) {
      starts[i] += steps * arrays[i].strides[axes[k]];
    }
  }

  /** How many rows follow each other evenly from the current one on, that one counted. */
  int rowsAhead() {
    return rank < 2 ? 1 : sizes[rank - 2] - index[rank - 2];
  }

  /** Moves over some of the rows ahead, to the last of them. */
  void skipRows(int count) {
    if (count > 1) { // so there are rows, and an axis along which they follow each other
      index[rank - 2] += count - 1;
      move(rank - 2, count - 1);
      left -= count - 1;
    }
  }

  /** The distance between the rows ahead in an array. */
  int rowStride(int array) {
    return rank < 2 ? 0 : arrays[array].strides[axes[rank - 2]];
  }

  /** The elements in a row. */
  int length() {
    return rank == 0 ? 1 : sizes[rank - 1];
  }

  /** Where the current row begins in an array. */
  int start(int array) {
    return starts[array];
  }

  /** The distance between neighbours of a row in an array. */
  int stride(int array) {
    return rank == 0 ? 0 : arrays[array].strides[axes[rank - 1]];
  }
}
