package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves parameters towards a smaller loss, a step at a time. One that keeps numbers from step to
 * step keeps them for each parameter by itself.
 */
public abstract class Optimizer {
  private final ImmutableList<Parameter> parameters;
  private final LearningRate learningRate;
  private final Map<String, Memory> memories = new LinkedHashMap<>();
  private Clipping clipping = Clipping.none();
  private long steps;

  /** An optimiser of these parameters. */
  protected Optimizer(Collection<Parameter> parameters, LearningRate learningRate) {
    this.parameters = ImmutableList.copyOf(parameters);
    this.learningRate = learningRate;
  }

  /** From now on gradients are clipped before they are used. */
  public final void clip(Clipping clipping) {
    this.clipping = clipping;
  }

  /** The number of steps so far. */
  public final long steps() {
    return steps;
  }

  /** The learning rate of the next step. */
  public final double learningRate() {
    return learningRate.at(steps);
  }

  /**
   * One step.
   *
   * @param loss computed from the parameters as they stand now
   * @throws IllegalStateException if it does not depend on every one of them
   */
  public final void step(Value loss) {
    step(loss.gradients());
  }

  /**
   * One step, by gradients of a loss.
   *
   * @param gradients of a loss that was computed from the parameters as they stand now
   * @throws IllegalStateException if the loss does not depend on every one of them
   */
  public final void step(Gradients gradients) {
    step(inOrder(gradients));
  }

  /**
   * The gradient for each parameter, in the order in which this optimiser was given them.
   *
   * @throws IllegalStateException if the loss does not depend on every one of them
   */
  public final List<Tensor> inOrder(Gradients gradients) {
    List<Tensor> found = new ArrayList<>();
    for (Parameter parameter : parameters) {
      // A zero here would mean a mistake nearly always, and hide it.
      checkState(
          gradients.reaches(parameter.value()),
          "step: the loss does not depend on a parameter of shape %s as it stands now; compute it"
              + " after the last update, from all parameters",
          parameter.value().shape());
      found.add(gradients.of(parameter.value()));
    }
    return found;
  }

  /**
   * One step, by gradients from wherever they come.
   *
   * @param gradients one for each parameter, in the order in which this optimiser was given them
   * @throws IllegalArgumentException if there are more or fewer, or one has another shape
   */
  public final void step(List<Tensor> gradients) {
    checkArgument(
        gradients.size() == parameters.size(),
        "step: %s gradients for %s parameters",
        gradients.size(),
        parameters.size());
    List<Tensor> clipped = clipping.clip(gradients);
    double rate = learningRate();
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      parameter.update(updated(i, parameter.value().data(), clipped.get(i), rate));
    }
  }

  /**
   * All that is kept from step to step, but for their number: for each parameter, by its place in
   * the order given, such as {@code 0.mean}.
   */
  public final Map<String, Tensor> state() {
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    memories.forEach(
        (name, memory) -> {
          for (int i = 0; i < memory.tensors.size(); i++) {
            state.put(i + "." + name, memory.tensors.get(i));
          }
        });
    return state.buildOrThrow();
  }

  /**
   * Goes on where an optimiser of the same kind was, with the same parameters.
   *
   * @param state what {@link #state()} gave
   * @param steps what {@link #steps()} gave
   * @throws IllegalArgumentException if the state is not one of this optimiser
   */
  public final void restore(Map<String, Tensor> state, long steps) {
    checkArgument(steps >= 0, "restore: %s steps", steps);
    Map<String, List<Tensor>> found = new LinkedHashMap<>();
    int count = 0;
    for (String name : memories.keySet()) {
      List<Tensor> tensors = new ArrayList<>();
      for (int i = 0; state.containsKey(i + "." + name); i++) {
        tensors.add(state.get(i + "." + name));
      }
      checkKept(name, tensors);
      found.put(name, tensors);
      count += tensors.size();
    }
    checkArgument(
        count == state.size(),
        "restore: this optimiser keeps %s for each parameter, not %s",
        memories.keySet(),
        state.keySet());
    found.forEach((name, tensors) -> memory(name).tensors = tensors);
    this.steps = steps;
  }

  private void checkKept(String name, List<Tensor> tensors) {
    checkArgument(
        tensors.isEmpty() || tensors.size() == parameters.size(),
        "restore: %s for %s of %s parameters",
        name,
        tensors.size(),
        parameters.size());
    for (int i = 0; i < tensors.size(); i++) {
      Value parameter = parameters.get(i).value();
      checkArgument(
          tensors.get(i).shape().equals(parameter.shape())
              && tensors.get(i).dtype() == parameter.dtype(),
          "restore: %s.%s has shape %s of %s; its parameter has %s of %s",
          i,
          name,
          tensors.get(i).shape(),
          tensors.get(i).dtype(),
          parameter.shape(),
          parameter.dtype());
    }
  }

  /** What is to be kept for each parameter, under this name. */
  final Memory memory(String name) {
    return memories.computeIfAbsent(name, n -> new Memory());
  }

  /**
   * A parameter's next numbers.
   *
   * @param index which parameter, in the order given
   * @param now its present numbers
   * @param gradient of the loss, shaped like it
   * @param rate the learning rate of this step
   */
  abstract Tensor updated(int index, Tensor now, Tensor gradient, double rate);

  /** Refuses a coefficient that is not in [0, 1). */
  static double fraction(String what, double coefficient) {
    checkArgument(
        coefficient >= 0 && coefficient < 1, "%s %s must be in [0, 1)", what, coefficient);
    return coefficient;
  }

  /** Refuses a coefficient that is negative, infinite or NaN. */
  static double notNegative(String what, double coefficient) {
    checkArgument(
        coefficient >= 0 && Double.isFinite(coefficient),
        "%s %s must not be negative",
        what,
        coefficient);
    return coefficient;
  }

  /** What an optimiser keeps for each parameter, zeros at first. */
  static final class Memory {
    private List<Tensor> tensors = new ArrayList<>();

    private Memory() {}

    Tensor get(int index, Tensor like) {
      return index < tensors.size() ? tensors.get(index) : like.filled(0);
    }

    /** Keeps a tensor; parameters come in order, so the first step keeps them one by one. */
    Tensor put(int index, Tensor tensor) {
      if (index == tensors.size()) {
        tensors.add(tensor.computed());
      } else {
        tensors.set(index, tensor.computed());
      }
      return tensor;
    }
  }
}
