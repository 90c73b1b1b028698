package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.DType;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers in an array of Java's own. Float32Storage is made from this text by the build. */
final class Float64Storage extends Storage {
  private static final Float64Loops LOOPS = Loops.float64();

  final double[] data;

  Float64Storage(int length) {
    this(new double[length]);
  }

  /** The array is not copied. */
  Float64Storage(double[] data) {
    this.data = data;
  }

  private static double[] data(Storage numbers) {
    return ((Float64Storage) numbers).data;
  }

  @Override
  public DType dtype() {
    return DType.FLOAT64;
  }

  @Override
  public int length() {
    return data.length;
  }

  @Override
  public double get(int at) {
    return data[at];
  }

  @Override
  public void set(int at, double number) {
    data[at] = Float64.of(number);
  }

  @Override
  public void fill(int from, int length, double number) {
    Arrays.fill(data, from, from + length, Float64.of(number));
  }

  @Override
  public void copy(int from, int step, Storage out, int to, int stepOut, int length) {
    double[] target = data(out);
    if (step == 1 && stepOut == 1) {
      System.arraycopy(data, from, target, to, length);
    } else if (step == 0 && stepOut == 1) {
      Arrays.fill(target, to, to + length, data[from]);
    } else {
      for (int i = 0; i < length; i++) {
        target[to + i * stepOut] = data[from + i * step];
      }
    }
  }

  @Override
  void copyPlaces(int from, int[] places, Storage out, int to) {
    double[] target = data(out);
    for (int i = 0; i < places.length; i++) {
      target[to + i] = data[from + places[i]];
    }
  }

  @Override
  public void map(
      @Nullable Opcode opcode, DoubleUnaryOperator f, int from, Storage out, int to, int length) {
    if (opcode == null || !LOOPS.map(opcode, data, from, data(out), to, length)) {
      double[] target = data(out);
      for (int i = 0; i < length; i++) {
        target[to + i] = Float64.of(f.applyAsDouble(data[from + i]));
      }
    }
  }

  @Override
  public void map(
      @Nullable Opcode opcode,
      DoubleBinaryOperator f,
      int from,
      Storage y,
      int fromY,
      Storage out,
      int to,
      int length) {
    double[] right = data(y);
    if (opcode == null || !LOOPS.map(opcode, data, from, right, fromY, data(out), to, length)) {
      double[] target = data(out);
      for (int i = 0; i < length; i++) {
        target[to + i] = Float64.of(f.applyAsDouble(data[from + i], right[fromY + i]));
      }
    }
  }

  @Override
  public void addTo(int from, int step, Storage out, int to, int stepOut, int length) {
    double[] target = data(out);
    if (step == 1 && stepOut == 1) { // what the JIT compiler makes vector instructions of
      for (int i = 0; i < length; i++) {
        target[to + i] += data[from + i];
      }
      return;
    }
    for (int i = 0; i < length; i++) {
      target[to + i * stepOut] += data[from + i * step];
    }
  }

  @Override
  public void cumsum(int from, int step, Storage out, int to, int stepOut, int length) {
    Float64Lanes.cumsum(data, from, step, data(out), to, stepOut, length);
  }

  @Override
  public boolean hasNaN(int from, int step, int length) {
    if (step == 1) {
      return LOOPS.hasNaN(data, from, length);
    }
    boolean found = false;
    for (int i = 0; i < length; i++) {
      found |= Double.isNaN(data[from + i * step]);
    }
    return found;
  }

  @Override
  public double sum(int from, int step, int length) {
    return Float64Lanes.sum(LOOPS, data, from, step, length);
  }

  @Override
  public double sum(DoubleUnaryOperator f, int from, int step, int length) {
    return Float64Lanes.sum(f, data, from, step, length);
  }

  @Override
  public void sumRows(int from, int rowStep, int rows, Storage out, int to, int columns) {
    Sums sums = Float64Lanes.sumRows(data, from, rowStep, rows, columns);
    double[] target = data(out);
    for (int j = 0; j < columns; j++) {
      target[to + j] = Float64.of(sums.get(j));
    }
  }

  @Override
  public double max(int from, int step, int length) {
    return Float64Lanes.max(data, from, step, length);
  }

  @Override
  public double min(int from, int step, int length) {
    return Float64Lanes.min(data, from, step, length);
  }

  @Override
  public double argMin(int from, int step, int length) {
    return Float64Lanes.argMin(data, from, step, length);
  }

  @Override
  public double argMax(int from, int step, int length) {
    return Float64Lanes.argMax(data, from, step, length);
  }

  @Override
  public void multiply(Matrix x, Storage y, Matrix layoutY, Storage out, int to) {
    long operations = (long) x.rows() * x.columns() * layoutY.columns();
    Float64Product.multiply(LOOPS.ofProduct(operations), data, x, data(y), layoutY, data(out), to);
  }
}
