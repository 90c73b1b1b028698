package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The gradient of one result with respect to many values. Made without side effects: any number of
 * threads may differentiate results that share variables, or whole graphs.
 */
public final class Gradients {
  private static final String NOT_CONNECTED =
      "%s: the result depends on no variable: make one by Value.of, and compute outside of"
          + " Recording.off";
  private static final String NOT_ASKED_FOR =
      "%s: this gradient was not asked for: give the value to gradients(...)";

  private final Map<Value, Tensor> gradients;
  private final Set<Value> wanted; // empty: every variable

  private Gradients(Map<Value, Tensor> gradients, Set<Value> wanted) {
    this.gradients = gradients;
    this.wanted = wanted;
  }

  static Gradients of(Value result, Tensor cotangent, Value... wanted) {
    checkState(result.isConnected() || wanted.length > 0, NOT_CONNECTED, "gradients");
    Map<Value, Tensor> gradients = new LinkedHashMap<>(); // values are compared by identity
    Set<Value> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(asked, wanted);
    sweep(result, cotangent, List.of(wanted), gradients::put);
    return new Gradients(gradients, asked);
  }

  /** Adds the gradient to what each variable has. */
  static void addToVariables(Value result, Tensor cotangent) {
    checkState(result.isConnected(), NOT_CONNECTED, "backward");
    List<Variable> variables = new ArrayList<>();
    List<Tensor> gradients = new ArrayList<>();
    sweep(
        result,
        cotangent,
        List.of(),
        (value, gradient) -> {
          if (value instanceof Variable variable) {
            variables.add(variable);
            gradients.add(gradient);
          }
        });
    Variable.addToGrads(variables, gradients);
  }

  private static void sweep(
      Value result, Tensor cotangent, List<Value> wanted, BiConsumer<Value, Tensor> receiver) {
    Cotangents.check("gradients", result, cotangent);
    if (result.level() > 0) {
      Tensor unused = result.data(); // refuses what has no numbers of its own
    }
    if (result.isConnected()) {
      // A copy is computed by now, and holds nothing of what it was computed or cut from.
      NumericSweep.run(
          result, cotangent, wanted, (value, gradient) -> receiver.accept(value, gradient.copy()));
    }
  }

  /**
   * Gives the gradient with respect to a value, shaped like it; zeros if the result does not depend
   * on it.
   *
   * @throws IllegalArgumentException if it was not asked for: a value that is not a variable, or
   *     not one of those given, when these gradients were made
   */
  public Tensor of(Value value) {
    checkArgument(
        wanted.isEmpty() ? value instanceof Variable : wanted.contains(value), NOT_ASKED_FOR, "of");
    Tensor gradient = gradients.get(value);
    return gradient == null ? value.data().filled(0) : gradient;
  }

  /**
   * Lists what the result depends on of the values that were asked for: variables, if none were.
   */
  public List<Value> reached() {
    return ImmutableList.copyOf(gradients.keySet());
  }

  /**
   * Tells whether the result depends on a value that was asked for; on a variable, if none were
   * given when these gradients were made: then it is false for anything else.
   *
   * @throws IllegalArgumentException if values were given when these gradients were made, and not
   *     this one
   */
  public boolean reaches(Value value) {
    checkArgument(wanted.isEmpty() || wanted.contains(value), NOT_ASKED_FOR, "reaches");
    return gradients.containsKey(value);
  }

  /** Shows the gradients that were asked for, each in a line of its own. */
  @Override
  public String toString() {
    String shown =
        gradients.values().stream().map(Tensor::toString).collect(Collectors.joining(",\n"));
    return shown.isEmpty() ? "no gradients: the result depends on none of the values" : shown;
  }
}
