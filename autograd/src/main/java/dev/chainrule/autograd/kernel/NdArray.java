package dev.chainrule.autograd.kernel;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shape laid over an array: element {@code [i, j, ...]} stands at {@code offset + i * strides[0]
 * + j * strides[1] + ...}. Views (a transpose, a broadcast) share the array and differ in the rest.
 */
public final class NdArray {
  private static final int[] OF_VECTOR = {
    1
  }; // strides, which nobody changes: most arrays have these

  final Storage storage;
  final int offset;
  final int[] strides;
  private final Shape shape;
  private final boolean isRowMajor; // asked for more often than there are arrays

  private NdArray(Storage storage, int offset, Shape shape, int[] strides, boolean isRowMajor) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
    this.isRowMajor = isRowMajor;
  }

  private NdArray(Storage storage, int offset, Shape shape, int[] strides) {
    this(storage, offset, shape, strides, isRowMajor(shape, strides));
  }

  /** Row-major numbers, not copied: the caller hands them over. */
  static NdArray wrap(Shape shape, Storage storage) {
    return new NdArray(storage, 0, shape, rowMajor(shape), true);
  }

  /** Zeros, which whoever asked for them may still fill. */
  public static NdArray allocate(DType dtype, Shape shape) {
    return wrap(shape, Storage.allocate(dtype, shape.elements()));
  }

  /** Row-major numbers, copied. */
  public static NdArray copyOf(Shape shape, double[] numbers) {
    return wrap(shape, new Float64Storage(numbers.clone()));
  }

  /** Row-major numbers, copied. */
  public static NdArray copyOf(Shape shape, float[] numbers) {
    return wrap(shape, new Float32Storage(numbers.clone()));
  }

  /** An array of rank 0. */
  public static NdArray scalar(DType dtype, double number) {
    return full(dtype, Shape.SCALAR, number);
  }

  /** The same number everywhere; takes the memory of one. */
  public static NdArray full(DType dtype, Shape shape, double number) {
    Storage one = Storage.allocate(dtype, 1);
    one.set(0, number);
    return new NdArray(one, 0, shape, new int[shape.rank()]);
  }

  /** Whether all elements are one number in memory, seen again and again. */
  public boolean repeatsOne() {
    for (int stride : strides) {
      if (stride != 0) {
        return false;
      }
    }
    return shape.elements() > 0;
  }

  /**
   * After how many elements, in row-major order, all begins anew, as a row does that is repeated;
   * they lie side by side. 0 if it does not.
   */
  public int period() {
    int period = 1;
    int axis = strides.length - 1;
    for (; axis >= 0 && (strides[axis] == period || shape.size(axis) == 1); axis--) {
      period *= shape.size(axis);
    }
    for (int i = 0; i <= axis; i++) {
      if (strides[i] != 0) {
        return 0;
      }
    }
    return axis < 0 ? 0 : period;
  }

  /** Writes neighbours again and again, as many as make a {@link #period}. */
  public void repeat(Storage out, int to, int length) {
    int done = Math.min(period(), length);
    storage.copy(offset, 1, out, to, 1, done);
    while (done < length) {
      int more = Math.min(done, length - done);
      out.copy(to, 1, out, to + done, 1, more);
      done += more;
    }
  }

  /** The first element, if there is one. */
  public double first() {
    return storage.get(offset);
  }

  /** Where the numbers are. */
  public Storage storage() {
    return storage;
  }

  /** Where the first element stands in the storage. */
  public int offset() {
    return offset;
  }

  /** The precision. */
  public DType dtype() {
    return storage.dtype();
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The element at a full index, each entry counted from the front and in bounds. */
  public double at(int... index) {
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += index[axis] * strides[axis];
    }
    return storage.get(at);
  }

  /** The numbers in row-major order, in a new array. */
  public double[] toArray() {
    Float64Storage copy = new Float64Storage(shape.elements());
    NdArray same = dtype() == DType.FLOAT64 ? this : to(DType.FLOAT64);
    same.copyTo(wrap(shape, copy));
    return copy.data;
  }

  /** The rows of a matrix, each in a new array. */
  public double[][] toRows() {
    NdArray same = dtype() == DType.FLOAT64 ? this : to(DType.FLOAT64);
    // Long rows are turned around, if need be, in one go: one by one, they would miss the cache.
    NdArray near = shape.size(1) < Storage.SHORT_ROW ? same : same.rowMajor();
    double[] numbers = ((Float64Storage) near.storage).data;
    int rowStep = near.strides[0];
    int step = near.strides[1];
    double[][] rows = new double[shape.size(0)][];
    for (int i = 0; i < rows.length; i++) {
      double[] row = new double[shape.size(1)];
      int from = near.offset + i * rowStep;
      for (int j = 0; j < row.length; j++) {
        row[j] = numbers[from + j * step];
      }
      rows[i] = row;
    }
    return rows;
  }

  /** The numbers in row-major order, in a new array, rounded to float32. */
  public float[] toFloatArray() {
    Float32Storage copy = new Float32Storage(shape.elements());
    NdArray same = dtype() == DType.FLOAT32 ? this : to(DType.FLOAT32);
    same.copyTo(wrap(shape, copy));
    return copy.data;
  }

  /** The same numbers, rounded to another precision. */
  public NdArray to(DType dtype) {
    NdArray converted = allocate(dtype, shape);
    Runs rows = new Runs(shape, this);
    int to = 0;
    while (rows.next()) {
      for (int i = 0, from = rows.start(0); i < rows.length(); i++, from += rows.stride(0)) {
        converted.storage.set(to++, storage.get(from));
      }
    }
    return converted;
  }

  /** These elements in row-major order without gaps, copied only where they are not so yet. */
  NdArray rowMajor() {
    if (isRowMajor()) {
      return this;
    }
    NdArray copy = allocate(dtype(), shape);
    copyTo(copy);
    return copy;
  }

  /** Whether NaN is among the elements. */
  public boolean hasNaN() {
    Runs runs = new Runs(shape, this);
    while (runs.next()) {
      if (storage.hasNaN(runs.start(0), runs.stride(0), runs.length())) {
        return true;
      }
    }
    return false;
  }

  /** The same elements, but not a part of something larger; copied only if they are. */
  public NdArray copy() {
    if (storage.length() <= shape.elements()) {
      return this;
    }
    NdArray copy = allocate(dtype(), shape);
    copyTo(copy);
    return copy;
  }

  /** Writes to an array that was made in this package and that nobody else knows yet. */
  void copyTo(NdArray target) {
    if (shape.elements() == 0) {
      return;
    }
    if (isRowMajor && target.isRowMajor) {
      storage.copy(offset, 1, target.storage, target.offset, 1, shape.elements());
      return;
    }
    Runs rows = new Runs(shape, this, target);
    while (rows.next()) {
      int count = rows.rowsAhead();
      storage.copyRows(
          rows.start(0),
          rows.rowStride(0),
          rows.stride(0),
          target.storage,
          rows.start(1),
          rows.rowStride(1),
          rows.stride(1),
          count,
          rows.length());
      rows.skipRows(count);
    }
  }

  /** The same elements in row-major order under another shape; shares the array where it can. */
  public NdArray reshape(Shape target) {
    NdArray packed = rowMajor();
    return new NdArray(packed.storage, packed.offset, target, rowMajor(target), true);
  }

  /** A view whose axis {@code i} is this one's {@code order[i]}. */
  public NdArray permute(int... order) {
    int[] sizes = new int[order.length];
    int[] permuted = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      sizes[axis] = shape.size(order[axis]);
      permuted[axis] = strides[order[axis]];
    }
    return new NdArray(storage, offset, Shape.of(sizes), permuted);
  }

  /** A view that repeats this array to fill {@code target}, which it must broadcast to. */
  public NdArray broadcastTo(Shape target) {
    if (shape.equals(target)) {
      return this;
    }
    int added = target.rank() - shape.rank();
    int[] repeated = new int[target.rank()];
    for (int axis = 0; axis < shape.rank(); axis++) {
      repeated[axis + added] = shape.size(axis) == 1 ? 0 : strides[axis];
    }
    return new NdArray(storage, offset, target, repeated);
  }

  /**
   * A view of every so many elements from a start on, along each axis.
   *
   * @param steps may be negative: backwards
   */
  public NdArray slice(int[] starts, int[] steps, Shape target) {
    int first = offset;
    int[] strided = new int[strides.length];
    for (int axis = 0; axis < strided.length; axis++) {
      first += starts[axis] * strides[axis];
      strided[axis] = steps[axis] * strides[axis];
    }
    return new NdArray(storage, first, target, strided);
  }

  /** A view of one slice along an axis, which goes. */
  NdArray layer(int axis, int index) {
    return new NdArray(
        storage, offset + index * strides[axis], shape.reduce(false, axis), stridesWithout(axis));
  }

  private int[] stridesWithout(int axis) {
    return Ints.concat(
        Arrays.copyOf(strides, axis), Arrays.copyOfRange(strides, axis + 1, strides.length));
  }

  /** Views of all slices along an axis, which goes. */
  public List<NdArray> layers(int axis) {
    int[] rest = stridesWithout(axis);
    Shape without = shape.reduce(false, axis);
    List<NdArray> layers = new ArrayList<>(shape.size(axis));
    for (int i = 0; i < shape.size(axis); i++) {
      layers.add(new NdArray(storage, offset + i * strides[axis], without, rest));
    }
    return layers;
  }

  /** A view of the elements that stand first along the last axes, without those axes. */
  NdArray firstsOfLastAxes(int count) {
    int rank = shape.rank() - count;
    return new NdArray(
        storage,
        offset,
        Shape.of(Arrays.copyOf(shape.toArray(), rank)),
        Arrays.copyOf(strides, rank));
  }

  /** A view of the last axes alone, from a place in the storage on. */
  NdArray lastAxes(int count, int from) {
    int rank = shape.rank();
    return new NdArray(
        storage,
        from,
        Shape.of(Arrays.copyOfRange(shape.toArray(), rank - count, rank)),
        Arrays.copyOfRange(strides, rank - count, rank));
  }

  /** A view with the last axes as one; null if their elements do not stand a fixed step apart. */
  @Nullable NdArray withLastJoined(int count) {
    if (count == 1) {
      return this;
    }
    int first = shape.rank() - count;
    int elements = 1;
    int step = 0;
    for (int axis = shape.rank() - 1; axis >= first; axis--) {
      int size = shape.size(axis);
      boolean isSpacedOtherwise = size != 1 && elements > 1 && strides[axis] != step * elements;
      if (isSpacedOtherwise && shape.elements() > 0) {
        return null;
      }
      step = size != 1 && elements == 1 ? strides[axis] : step;
      elements *= size;
    }
    int[] sizes = Arrays.copyOf(shape.toArray(), first + 1);
    int[] joined = Arrays.copyOf(strides, first + 1);
    sizes[first] = elements;
    joined[first] = step;
    return new NdArray(storage, offset, Shape.of(sizes), joined);
  }

  /** These axes last, in the order given; the others before them in their own order. */
  NdArray withLast(int... axes) {
    if (axes.length == 1 && axes[0] == shape.rank() - 1) {
      return this;
    }
    int[] order = new int[shape.rank()];
    int first = 0;
    for (int axis = 0; axis < order.length; axis++) {
      if (!Ints.contains(axes, axis)) {
        order[first++] = axis;
      }
    }
    System.arraycopy(axes, 0, order, first, axes.length);
    return permute(order);
  }

  /** These axes, which are the last ones now, at their places: what undoes {@link #withLast}. */
  NdArray withAxes(int... axes) {
    int[] order = new int[shape.rank()];
    int others = 0;
    int last = order.length - axes.length;
    for (int axis = 0; axis < order.length; axis++) {
      order[axis] = Ints.contains(axes, axis) ? last++ : others++;
    }
    return permute(order);
  }

  /** Whether the elements follow each other without gaps. */
  public boolean isRowMajor() {
    return isRowMajor;
  }

  private static boolean isRowMajor(Shape shape, int[] strides) {
    int expected = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int size = shape.size(axis);
      if (size != 1 && strides[axis] != expected) {
        return shape.elements() == 0;
      }
      expected *= size;
    }
    return true;
  }

  private static int[] rowMajor(Shape shape) {
    if (shape.rank() == 1) {
      return OF_VECTOR;
    }
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(shape.size(axis), 1);
    }
    return strides;
  }
}
