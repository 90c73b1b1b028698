package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Collection;

/**
 * Steps by the gradient over the root of the sum of all gradients' squares (J. Duchi, E. Hazan, Y.
 * Singer, Adaptive subgradient methods for online learning and stochastic optimization, JMLR 12,
 * 2011).
 */
public final class Adagrad extends Optimizer {
  private static final double EPSILON = 1e-10; // nothing is divided by 0

  private final Memory squares = memory("square");

  /**
   * An optimiser of these parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public Adagrad(Collection<Parameter> parameters, double learningRate) {
    this(parameters, LearningRate.constant(learningRate));
  }

  /** An optimiser of these parameters, with a schedule. */
  public Adagrad(Collection<Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
  }

  @Override
  Tensor updated(int index, Tensor now, Tensor gradient, double rate) {
    Tensor sum = squares.put(index, squares.get(index, now).add(gradient.square()));
    return now.sub(gradient.div(sum.sqrt().add(EPSILON)).mul(rate));
  }
}
