package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Applies an operation to many examples one after the other: right for every operation. */
final class OneByOne {
  private OneByOne() {}

  static <T extends Numeric<T>> T of(Unary operation, T stacked) {
    Shape shape = operation.shape(stacked.shape().unstacked());
    DType dtype = operation.dtype(stacked.dtype());
    List<T> examples = stacked.unstack(0);
    return stacked(examples.size(), stacked, shape, dtype, i -> examples.get(i).apply(operation));
  }

  static <T extends Numeric<T>> T of(Binary operation, Batch<T> x, Batch<T> y) {
    Shape shape = operation.shape(x.shape(), y.shape());
    DType dtype = operation.dtype(x.numbers().dtype(), y.numbers().dtype());
    T like = x.isStacked() ? x.numbers() : y.numbers();
    return stacked(
        like.shape().size(0), like, shape, dtype, i -> x.at(i).apply(operation, y.at(i)));
  }

  static <T extends Numeric<T>> List<T> of(Nary operation, List<Batch<T>> inputs) {
    List<Shape> shapes = operation.shapes(inputs.stream().map(Batch::shape).toList());
    DType dtype = operation.dtype(inputs.stream().map(input -> input.numbers().dtype()).toList());
    T like = inputs.stream().filter(Batch::isStacked).findFirst().orElseThrow().numbers();
    int count = like.shape().size(0);
    List<List<T>> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int example = i;
      results.add(operation.results(inputs.stream().map(input -> input.at(example)).toList()));
    }
    List<T> stacked = new ArrayList<>(shapes.size());
    for (int k = 0; k < shapes.size(); k++) {
      int result = k;
      stacked.add(stacked(count, like, shapes.get(k), dtype, i -> results.get(i).get(result)));
    }
    return stacked;
  }

  private static <T extends Numeric<T>> T stacked(
      int count, T like, Shape shape, DType dtype, IntFunction<T> example) {
    if (count == 0) {
      return like.literal(0).to(dtype).broadcastTo(shape.stacked(0));
    }
    List<T> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      results.add(example.apply(i));
    }
    return results.get(0).stack(0, results.subList(1, count));
  }
}
