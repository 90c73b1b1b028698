package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Collection;

/**
 * Gradient descent: a step against the gradient, p ← p - learningRate ∂loss/∂p. Called stochastic
 * when each loss is that of another mini-batch (H. Robbins, S. Monro, A stochastic approximation
 * method, Annals of Mathematical Statistics 22, 1951).
 */
public final class Sgd extends Optimizer {
  private final Memory velocities = memory("velocity");
  private double momentum;
  private boolean isNesterov;
  private double weightDecay;

  /**
   * An optimiser of these parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public Sgd(Collection<Parameter> parameters, double learningRate) {
    this(parameters, constant(learningRate));
  }

  /** An optimiser of these parameters, with a schedule. */
  public Sgd(Collection<Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
  }

  private static LearningRate constant(double learningRate) {
    checkArgument(
        learningRate > 0 && Double.isFinite(learningRate),
        "Sgd: learning rate %s must be positive",
        learningRate);
    return LearningRate.constant(learningRate);
  }

  /**
   * Steps by a velocity v ← momentum v + ∂loss/∂p instead (B. T. Polyak, Some methods of speeding
   * up the convergence of iteration methods, USSR Comp. Math. Math. Phys. 4, 1964).
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  @CanIgnoreReturnValue
  public Sgd momentum(double momentum) {
    this.momentum = fraction("Sgd: momentum", momentum);
    return this;
  }

  /**
   * Steps by momentum v + ∂loss/∂p: by where the velocity will be (Y. Nesterov, A method for
   * solving the convex programming problem with convergence rate O(1/k²), Dokl. Akad. Nauk SSSR
   * 269, 1983).
   *
   * @throws IllegalArgumentException if the momentum is not in [0, 1)
   */
  @CanIgnoreReturnValue
  public Sgd nesterov(double momentum) {
    isNesterov = true;
    return momentum(momentum);
  }

  /**
   * Adds weightDecay p to the gradient.
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CanIgnoreReturnValue
  public Sgd weightDecay(double weightDecay) {
    this.weightDecay = notNegative("Sgd: weight decay", weightDecay);
    return this;
  }

  @Override
  Tensor updated(int index, Tensor now, Tensor gradient, double rate) {
    Tensor slope = weightDecay == 0 ? gradient : gradient.add(now.mul(weightDecay));
    if (momentum > 0) {
      Tensor velocity = velocities.put(index, velocities.get(index, now).mul(momentum).add(slope));
      slope = isNesterov ? slope.add(velocity.mul(momentum)) : velocity;
    }
    return now.sub(slope.mul(rate));
  }
}
