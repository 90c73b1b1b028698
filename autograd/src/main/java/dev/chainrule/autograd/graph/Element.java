package dev.chainrule.autograd.graph;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One element of a value.
 *
 * @param index one entry for each axis
 */
record Element(Value value, List<Integer> index, double number) {
  /** Finds the first element that is NaN or, without one, the first infinity. */
  static Optional<Element> notFinite(Value value) {
    return notFinite(value, value.data());
  }

  /** Finds it in other numbers of a value's shape, such as its cotangent. */
  static Optional<Element> notFinite(Value value, Tensor numbers) {
    if (!NotFinite.isIn(numbers)) {
      return Optional.empty();
    }
    double[] all = numbers.toArray();
    boolean hasNaN = numbers.hasNaN();
    int first =
        IntStream.range(0, all.length)
            .filter(i -> hasNaN ? Double.isNaN(all[i]) : Double.isInfinite(all[i]))
            .findFirst()
            .orElseThrow();
    return Optional.of(new Element(value, index(first, value.shape()), all[first]));
  }

  /** Gives the index of an element by its place in row-major order. */
  static List<Integer> index(int place, Shape shape) {
    int[] index = new int[shape.rank()];
    int left = place;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = left % shape.size(axis);
      left /= shape.size(axis);
    }
    return List.copyOf(Ints.asList(index));
  }

  /** Gives the place of this element in row-major order. */
  int place() {
    int place = 0;
    for (int axis = 0; axis < index.size(); axis++) {
      place = place * value.shape().size(axis) + index.get(axis);
    }
    return place;
  }

  boolean isNaN() {
    return Double.isNaN(number);
  }

  /** Tells whether a number is not finite in the way in which this one is not. */
  boolean isLike(double other) {
    return Double.compare(number, other) == 0;
  }

  /** Gives the numbers that a pointwise operation made this one of; nothing of any other. */
  List<Double> operands() {
    boolean isPointwise = Ancestors.operation(value).map(Operation::isPointwise).orElse(false);
    return isPointwise
        ? Ancestors.inputs(value).stream().map(input -> below(input).number).toList()
        : List.of();
  }

  /** Gives the element of an input that is broadcast to this one. */
  Element below(Value input) {
    Shape shape = input.shape();
    int[] at = new int[shape.rank()];
    int missing = index.size() - at.length;
    for (int axis = 0; axis < at.length; axis++) {
      at[axis] = shape.size(axis) == 1 ? 0 : index.get(missing + axis);
    }
    return new Element(input, List.copyOf(Ints.asList(at)), input.data().at(at));
  }
}
