package dev.chainrule.nn.optim;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Collection;

/**
 * Steps by the mean of recent gradients over the root of the mean of their squares (D. P. Kingma,
 * J. Ba, Adam: A method for stochastic optimization, ICLR 2015, algorithm 1).
 */
public final class Adam extends Optimizer {
  private final Memory means = memory("mean");
  private final Memory squares = memory("square");
  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;
  private double weightDecay;
  private boolean isDecoupled;

  /**
   * An optimiser of these parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public Adam(Collection<Parameter> parameters, double learningRate) {
    this(parameters, LearningRate.constant(learningRate));
  }

  /** An optimiser of these parameters, with a schedule. */
  public Adam(Collection<Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
  }

  /**
   * What of the means stays from step to step; 0.9 for gradients and 0.999 for squares unless set.
   *
   * @throws IllegalArgumentException if one is not in [0, 1)
   */
  @CanIgnoreReturnValue
  public Adam betas(double beta1, double beta2) {
    this.beta1 = fraction("Adam: beta1", beta1);
    this.beta2 = fraction("Adam: beta2", beta2);
    return this;
  }

  /**
   * What is added to the root, so that nothing is divided by 0; 1e-8 unless set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CanIgnoreReturnValue
  public Adam epsilon(double epsilon) {
    this.epsilon = notNegative("Adam: epsilon", epsilon);
    return this;
  }

  /**
   * Adds weightDecay p to the gradient.
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CanIgnoreReturnValue
  public Adam weightDecay(double weightDecay) {
    this.weightDecay = notNegative("Adam: weight decay", weightDecay);
    return this;
  }

  /**
   * Takes learningRate weightDecay p from p apart from the gradient: AdamW (I. Loshchilov, F.
   * Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2).
   *
   * @throws IllegalArgumentException if it is negative
   */
  @CanIgnoreReturnValue
  public Adam decoupledWeightDecay(double weightDecay) {
    isDecoupled = true;
    return weightDecay(weightDecay);
  }

  @Override
  Tensor updated(int index, Tensor now, Tensor gradient, double rate) {
    Tensor shrunk = isDecoupled ? now.mul(1 - rate * weightDecay) : now;
    boolean isCoupled = !isDecoupled && weightDecay > 0;
    Tensor slope = isCoupled ? gradient.add(now.mul(weightDecay)) : gradient;
    Tensor mean = means.get(index, now).mul(beta1).add(slope.mul(1 - beta1));
    Tensor square = squares.get(index, now).mul(beta2).add(slope.square().mul(1 - beta2));
    double step = (double) steps();
    double meanBias = 1 - Math.pow(beta1, step); // the means begin at 0, and so are too small
    double squareBias = Math.sqrt(1 - Math.pow(beta2, step));
    Tensor root = squares.put(index, square).sqrt().div(squareBias).add(epsilon);
    return shrunk.sub(means.put(index, mean).div(root).mul(rate / meanBias));
  }
}
