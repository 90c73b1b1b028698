package dev.chainrule.nn.optim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Collection;

/**
 * Steps by the gradient over the root of the mean of recent gradients' squares (T. Tieleman, G.
 * Hinton, Neural networks for machine learning, lecture 6.5, 2012).
 */
public final class RmsProp extends Optimizer {
  private final Memory squares = memory("square");
  private double alpha = 0.99;
  private double epsilon = 1e-8;

  /**
   * An optimiser of these parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public RmsProp(Collection<Parameter> parameters, double learningRate) {
    this(parameters, LearningRate.constant(learningRate));
  }

  /** An optimiser of these parameters, with a schedule. */
  public RmsProp(Collection<Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
  }

  /**
   * What of the mean stays from step to step; 0.99 unless set.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  @CanIgnoreReturnValue
  public RmsProp alpha(double alpha) {
    this.alpha = fraction("RmsProp: alpha", alpha);
    return this;
  }

  /**
   * What is added to the root, so that nothing is divided by 0; 1e-8 unless set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CanIgnoreReturnValue
  public RmsProp epsilon(double epsilon) {
    this.epsilon = notNegative("RmsProp: epsilon", epsilon);
    return this;
  }

  @Override
  Tensor updated(int index, Tensor now, Tensor gradient, double rate) {
    Tensor square = squares.get(index, now).mul(alpha).add(gradient.square().mul(1 - alpha));
    return now.sub(gradient.div(squares.put(index, square).sqrt().add(epsilon)).mul(rate));
  }
}
