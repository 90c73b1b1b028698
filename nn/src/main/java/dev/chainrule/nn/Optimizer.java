package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Moves parameters towards a smaller loss, a step at a time. One that keeps numbers from step to
 * step keeps them for each parameter by itself.
 */
public abstract class Optimizer {
  private final ImmutableList<Parameter> parameters;
  private final LearningRate learningRate;
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
    List<Tensor> clipped = clipping.clip(found);
    double rate = learningRate.at(steps++);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      parameter.update(updated(i, parameter.value().data(), clipped.get(i), rate));
    }
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
    private final List<Tensor> tensors = new ArrayList<>();

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
