package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Vectors of a few scalars, which are cheaper than tensors as short as that. */
final class Vectors {
  private Vectors() {}

  static List<Value> constants(double... numbers) {
    return Arrays.stream(numbers).mapToObj(Value::constant).toList();
  }

  /** Adds a multiple of y to x. */
  static List<Value> moved(List<Value> x, List<Value> y, double factor) {
    return IntStream.range(0, x.size()).mapToObj(i -> x.get(i).add(y.get(i).mul(factor))).toList();
  }

  static Value squaredLength(List<Value> x) {
    return x.stream().map(Value::square).reduce(Value::add).orElseThrow();
  }

  static double distance(List<Value> x, List<Value> y) {
    return Math.sqrt(squaredLength(moved(x, y, -1)).item());
  }

  static double[] numbers(List<Value> x) {
    return x.stream().mapToDouble(Value::item).toArray();
  }
}
