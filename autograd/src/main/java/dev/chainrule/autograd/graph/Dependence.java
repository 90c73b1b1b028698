package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which elements of the values on the way from a variable to a result were made of that variable,
 * whatever the derivative is there. A pointwise operation says so itself; any other is run again
 * with NaN in the elements that were made of the variable: what becomes NaN depends on them.
 */
final class Dependence {
  private final Map<Value, boolean[]> elements = new HashMap<>(); // values compare by identity
  private final Connection connection;

  /**
   * Follows the elements.
   *
   * @param ancestors of the result, each after what it was made of
   */
  Dependence(List<Value> ancestors, Connection connection, Value variable) {
    this.connection = connection;
    elements.put(variable, Masks.all(variable.shape()));
    for (Value value : ancestors) {
      if (value != variable && connection.reaches(value)) {
        elements.put(value, made(value, value.operation().orElseThrow()));
      }
    }
  }

  /** Gives a mask of the elements of a value that were made of the variable, in row-major order. */
  boolean[] of(Value value) {
    boolean[] known = elements.get(value);
    return known == null ? Masks.none(value.shape()) : known;
  }

  private boolean[] made(Value value, Operation operation) {
    List<Value> inputs = value.inputs();
    if (operation.isPointwise()) {
      boolean[] made = Masks.none(value.shape());
      for (int i = 0; i < inputs.size(); i++) {
        if (!operation.isFlat(i) && connection.reaches(inputs.get(i))) {
          made = Masks.or(made, spread(of(inputs.get(i)), inputs.get(i).shape(), value.shape()));
        }
      }
      return made;
    }
    List<Tensor> marked = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      boolean isMarked = !operation.isFlat(i) && connection.reaches(inputs.get(i));
      marked.add(isMarked ? marked(inputs.get(i)) : inputs.get(i).data());
    }
    Optional<double[]> result = Rerun.of(value, marked);
    return result.map(Masks::nan).orElseGet(() -> Masks.all(value.shape()));
  }

  private Tensor marked(Value input) {
    boolean[] made = of(input);
    double[] numbers = input.data().toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = made[i] ? Double.NaN : numbers[i];
    }
    return Rerun.tensor(numbers, input.shape(), input.dtype());
  }

  /** Broadcasts a mask. */
  private static boolean[] spread(boolean[] mask, Shape from, Shape to) {
    if (from.equals(to)) {
      return mask;
    }
    boolean[] wide = Masks.none(to);
    if (mask.length == 1) {
      Arrays.fill(wide, mask[0]);
      return wide;
    }
    double[] numbers = new double[mask.length];
    for (int i = 0; i < mask.length; i++) {
      numbers[i] = mask[i] ? 1 : 0;
    }
    return Masks.nonZero(Tensor.of(numbers).reshape(from).broadcastTo(to));
  }
}
