package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Collection;

/**
 * Gradient descent: a step against the gradient, p ← p - learningRate ∂loss/∂p. Called stochastic
 * when each loss is that of another mini-batch (H. Robbins, S. Monro, A stochastic approximation
 * method, Annals of Mathematical Statistics 22, 1951).
 */
public final class Sgd {
  private final ImmutableList<Parameter> parameters;
  private final double learningRate;

  /**
   * An optimiser of these parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public Sgd(Collection<Parameter> parameters, double learningRate) {
    checkArgument(
        learningRate > 0 && Double.isFinite(learningRate),
        "Sgd: learning rate %s must be positive",
        learningRate);
    this.parameters = ImmutableList.copyOf(parameters);
    this.learningRate = learningRate;
  }

  /**
   * One step.
   *
   * @param loss computed from the parameters as they stand now
   * @throws IllegalStateException if it does not depend on every one of them
   */
  public void step(Value loss) {
    step(loss.gradients());
  }

  /**
   * One step, by gradients of a loss.
   *
   * @param gradients of a loss that was computed from the parameters as they stand now
   * @throws IllegalStateException if the loss does not depend on every one of them
   */
  public void step(Gradients gradients) {
    for (Parameter parameter : parameters) {
      // A zero here would mean a mistake nearly always, and hide it.
      checkState(
          gradients.reaches(parameter.value()),
          "step: the loss does not depend on a parameter of shape %s as it stands now; compute it"
              + " after the last update, from all parameters",
          parameter.value().shape());
    }
    for (Parameter parameter : parameters) {
      Tensor gradient = gradients.of(parameter.value());
      parameter.update(parameter.value().data().sub(gradient.mul(learningRate)));
    }
  }
}
