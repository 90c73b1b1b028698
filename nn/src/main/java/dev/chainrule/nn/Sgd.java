package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

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

  /** One step, for a loss that was computed from the parameters as they stand now. */
  public void step(Value loss) {
    step(loss.gradients());
  }

  /** One step, by gradients with respect to the parameters as they stand now. */
  public void step(Gradients gradients) {
    for (Parameter parameter : parameters) {
      Tensor gradient = gradients.of(parameter.value());
      parameter.update(parameter.value().data().sub(gradient.mul(learningRate)));
    }
  }
}
