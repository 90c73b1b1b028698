package dev.chainrule.autograd.graph;

import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The elements of an operation's inputs that are not finite, each of which may be the reason why an
 * element of its result is not; they are numbered from 0. To find out, the operation is run again
 * with some of them replaced by a finite number. Of a pointwise operation only the elements that
 * meet are looked at.
 */
final class Suspects {
  private final Element element;
  private final boolean isPointwise;
  private final int place; // of the element in what the operation gives
  private final List<Value> inputs;
  private final List<double[]> numbers = new ArrayList<>(); // of each input
  private final ImmutableIntArray inputOf; // of each suspect
  private final ImmutableIntArray placeOf; // in that input

  /** Lists the suspects of an element that an operation made. */
  Suspects(Element element) {
    this.element = element;
    this.inputs = Ancestors.inputs(element.value());
    this.isPointwise =
        Ancestors.operation(element.value()).map(Operation::isPointwise).orElseThrow();
    this.place = isPointwise ? 0 : element.place();
    ImmutableIntArray.Builder foundInputs = ImmutableIntArray.builder();
    ImmutableIntArray.Builder foundPlaces = ImmutableIntArray.builder();
    for (int i = 0; i < inputs.size(); i++) {
      double[] known = numbersOf(inputs.get(i));
      numbers.add(known);
      for (int at = 0; at < known.length; at++) {
        if (!Double.isFinite(known[at])) {
          foundInputs.add(i);
          foundPlaces.add(at);
        }
      }
    }
    this.inputOf = foundInputs.build();
    this.placeOf = foundPlaces.build();
  }

  private double[] numbersOf(Value input) {
    return isPointwise ? new double[] {element.below(input).number()} : input.data().toArray();
  }

  int size() {
    return inputOf.length();
  }

  /** Gives all numbers of suspects. */
  BitSet all() {
    BitSet all = new BitSet();
    all.set(0, size());
    return all;
  }

  /** Gives the numbers of the suspects that are NaN. */
  BitSet nan() {
    BitSet nan = new BitSet();
    for (int i = 0; i < size(); i++) {
      nan.set(i, Double.isNaN(numbers.get(inputOf.get(i))[placeOf.get(i)]));
    }
    return nan;
  }

  /** Gives a suspect itself. */
  Element get(int suspect) {
    Value input = inputs.get(inputOf.get(suspect));
    int at = placeOf.get(suspect);
    return isPointwise
        ? element.below(input)
        : new Element(
            input, Element.index(at, input.shape()), numbers.get(inputOf.get(suspect))[at]);
  }

  /**
   * Guesses which suspects the element may be made of, so that not all need be tried: the one that
   * the operation puts in its place, if it does nothing but move numbers, and one in its row.
   */
  List<Integer> guesses() {
    List<double[]> labels = new ArrayList<>();
    int next = 0;
    for (double[] known : numbers) {
      double[] label = new double[known.length];
      for (int at = 0; at < label.length; at++) {
        label[at] = next++;
      }
      labels.add(label);
    }
    double moved = run(labels).orElse(-1);
    int columns = element.index().isEmpty() ? 1 : element.value().shape().size(-1);
    int row = place - place % columns;
    List<Integer> found = new ArrayList<>();
    int label = 0;
    for (int i = 0, input = 0; i < size(); i++) {
      for (; input < inputOf.get(i); input++) {
        label += numbers.get(input).length;
      }
      if (label + placeOf.get(i) == moved || (input == 0 && placeOf.get(i) == row)) {
        found.add(i);
      }
    }
    return found;
  }

  /**
   * Gives the element as the operation makes it if only some suspects are as they were; nothing if
   * the operation refuses that.
   *
   * @param replacement of all other suspects
   */
  OptionalDouble keeping(BitSet kept, double replacement) {
    List<double[]> changed = new ArrayList<>();
    numbers.forEach(known -> changed.add(known.clone()));
    for (int i = kept.nextClearBit(0); i < size(); i = kept.nextClearBit(i + 1)) {
      changed.get(inputOf.get(i))[placeOf.get(i)] = replacement;
    }
    return run(changed);
  }

  private OptionalDouble run(List<double[]> changed) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      Value input = inputs.get(i);
      Shape shape = isPointwise ? Shape.SCALAR : input.shape();
      tensors.add(Rerun.tensor(changed.get(i), shape, input.dtype()));
    }
    return Rerun.of(element.value(), tensors).stream()
        .filter(result -> result.length > place)
        .mapToDouble(result -> result[place])
        .findFirst();
  }

  /** Tells whether the element is not finite, in the same way, because of these suspects alone. */
  boolean suffices(BitSet kept, double replacement) {
    OptionalDouble result = keeping(kept, replacement);
    return result.isPresent() && element.isLike(result.getAsDouble());
  }
}
