package dev.chainrule.autograd.shape;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first. Immutable, compared by content. */
public final class Shape {
  /** Rank 0: no axes, one element. */
  public static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes, int elements) {
    this.sizes = sizes;
    this.elements = elements;
  }

  /**
   * Makes the shape with the given axis sizes; none of them for a scalar.
   *
   * @throws IllegalArgumentException if a size is negative or there are more than 2^31 - 1 elements
   */
  public static Shape of(int... sizes) {
    return of("", sizes);
  }

  /**
   * Makes the shape of an operation's result.
   *
   * @param operation who makes it, for the message
   * @throws IllegalArgumentException if a size is negative or there are more than 2^31 - 1 elements
   */
  public static Shape of(String operation, int... sizes) {
    return ofOwn(operation, sizes.clone());
  }

  /** Makes a shape of sizes that nobody else has: not copied. */
  private static Shape ofOwn(String operation, int... sizes) {
    if (sizes.length == 0) {
      return SCALAR;
    }
    long elements = 1;
    boolean empty = false;
    for (int size : sizes) {
      if (size < 0) {
        throw refused(operation, sizes, "a size is negative");
      }
      empty |= size == 0;
      elements *= Math.max(size, 1);
      if (elements > Integer.MAX_VALUE) {
        throw refused(operation, sizes, "more than 2^31 - 1 elements");
      }
    }
    return new Shape(sizes, empty ? 0 : (int) elements);
  }

  private static IllegalArgumentException refused(String operation, int[] sizes, String reason) {
    String prefix = operation.isEmpty() ? "" : operation + ": ";
    return new IllegalArgumentException(prefix + "shape " + Arrays.toString(sizes) + ": " + reason);
  }

  /** Counts the axes. */
  public int rank() {
    return sizes.length;
  }

  /** Counts the elements: the product of all sizes, 1 for a scalar. */
  public int elements() {
    return elements;
  }

  /**
   * Gives the size of one axis.
   *
   * @param axis from -rank to rank - 1; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such axis
   */
  public int size(int axis) {
    return sizes[axis("size", axis)];
  }

  /** Gives the sizes, in a new array. */
  public int[] toArray() {
    return sizes.clone();
  }

  /**
   * Counts an axis from the front.
   *
   * @param operation who asks, for the message
   * @param axis from -rank to rank - 1
   * @throws IllegalArgumentException if there is no such axis
   */
  public int axis(String operation, int axis) {
    checkArgument(
        axis >= -rank() && axis < rank(),
        "%s: there is no axis %s in shape %s",
        operation,
        axis,
        this);
    return axis < 0 ? axis + rank() : axis;
  }

  /**
   * Counts distinct axes from the front, and puts them into ascending order.
   *
   * @param operation who asks, for the message
   * @param axes each from -rank to rank - 1; none of them stands for all
   * @throws IllegalArgumentException if there is no such axis, or one is named twice
   */
  public int[] axes(String operation, int... axes) {
    int[] ascending = new int[axes.length == 0 ? rank() : axes.length];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = axes.length == 0 ? i : axis(operation, axes[i]);
    }
    Arrays.sort(ascending);
    for (int i = 1; i < ascending.length; i++) {
      checkArgument(
          ascending[i] != ascending[i - 1],
          "%s: an axis of %s is named twice in %s",
          operation,
          this,
          Ints.asList(axes));
    }
    return ascending;
  }

  /** Gives the shape of so many tensors of this shape along a new first axis: [a] gives [n, a]. */
  public Shape stacked(int count) {
    int[] stacked = new int[rank() + 1];
    stacked[0] = count;
    System.arraycopy(sizes, 0, stacked, 1, rank());
    return ofOwn("stacked", stacked);
  }

  /**
   * Gives the shape of each of the tensors that are stacked in one of this shape: [n, a] gives [a].
   *
   * @throws IllegalArgumentException if this is a scalar's shape
   */
  public Shape unstacked() {
    checkArgument(rank() > 0, "unstacked: a scalar has no first axis");
    return ofOwn("unstacked", Arrays.copyOfRange(sizes, 1, rank()));
  }

  /**
   * Gives this shape reduced along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c].
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes ascending, counted from the front
   * @throws IllegalArgumentException if they are not that
   */
  public Shape reduce(boolean keepDims, int... axes) {
    checkAscending(axes);
    int[] reduced = new int[keepDims ? rank() : rank() - axes.length];
    int at = 0;
    int next = 0; // of the axes
    for (int axis = 0; axis < rank(); axis++) {
      boolean goes = next < axes.length && axes[next] == axis;
      next += goes ? 1 : 0;
      if (keepDims || !goes) {
        reduced[at++] = goes ? 1 : sizes[axis];
      }
    }
    return ofOwn("", reduced);
  }

  private void checkAscending(int... axes) {
    for (int i = 0; i < axes.length; i++) {
      checkArgument(
          axes[i] >= (i == 0 ? 0 : axes[i - 1] + 1) && axes[i] < rank(),
          "reduce: %s are not ascending axes of %s",
          Ints.asList(axes),
          this);
    }
  }

  /**
   * Gives the shape that two shapes broadcast to: [n, 1] and [m] give [n, m].
   *
   * @param operation who asks, for the message
   * @throws IllegalArgumentException if the two do not go together
   */
  public static Shape broadcast(String operation, Shape x, Shape y) {
    if (x.equals(y)) {
      return x;
    }
    int[] sizes = new int[Math.max(x.rank(), y.rank())];
    for (int fromEnd = 1; fromEnd <= sizes.length; fromEnd++) {
      int a = x.sizeFromEnd(fromEnd);
      int b = y.sizeFromEnd(fromEnd);
      checkArgument(
          a == b || a == 1 || b == 1, "%s: shapes do not broadcast: %s and %s", operation, x, y);
      sizes[sizes.length - fromEnd] = a == 1 ? b : a;
    }
    return ofOwn("", sizes);
  }

  /** Tells whether a tensor of this shape can be repeated to fill {@code target}. */
  public boolean broadcastsTo(Shape target) {
    if (rank() > target.rank()) {
      return false;
    }
    for (int fromEnd = 1; fromEnd <= rank(); fromEnd++) {
      int size = sizeFromEnd(fromEnd);
      if (size != 1 && size != target.sizeFromEnd(fromEnd)) {
        return false;
      }
    }
    return true;
  }

  /** Gives the axes of {@code target}, ascending, along which this is repeated to fill it. */
  public int[] repeatedAxes(Shape target) {
    int added = target.rank() - rank();
    int[] repeated = new int[target.rank()];
    int count = 0;
    for (int axis = 0; axis < target.rank(); axis++) {
      if (axis < added || (sizes[axis - added] == 1 && target.sizes[axis] != 1)) {
        repeated[count++] = axis;
      }
    }
    return Arrays.copyOf(repeated, count);
  }

  private int sizeFromEnd(int fromEnd) {
    return fromEnd <= rank() ? sizes[rank() - fromEnd] : 1;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape shape && isSame(sizes, shape.sizes));
  }

  /** Compares a few numbers, one by one: quicker than a call that is made for many. */
  private static boolean isSame(int[] x, int[] y) {
    if (x.length != y.length) {
      return false;
    }
    for (int axis = 0; axis < x.length; axis++) {
      if (x[axis] != y[axis]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Writes the sizes, for example {@code [3, 4]}; {@code []} for a scalar. */
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
