package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Map;

/**
 * Steps by the gradient over the root of the mean of recent gradients' squares: s ← alpha s + (1 -
 * alpha) g², p ← p - learningRate g / (√s + epsilon) (T. Tieleman, G. Hinton, Neural networks for
 * machine learning, lecture 6.5, 2012).
 */
public final class RmsProp extends Optimizer {
  private final Memory squares = memory("square");
  private double alpha = 0.99;
  private double epsilon = 1e-8;

  private RmsProp(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
  }

  private RmsProp(RmsProp from) {
    super(from);
    this.alpha = from.alpha;
    this.epsilon = from.epsilon;
  }

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public static RmsProp of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /** Makes an optimiser of a layer's parameters, with a schedule. */
  public static RmsProp of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public static RmsProp of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("RmsProp.of", learningRate));
  }

  /** Makes an optimiser of some parameters, under these names, with a schedule. */
  public static RmsProp of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new RmsProp(parameters, learningRate);
  }

  @Override
  public RmsProp clipping(Clipping clipping) {
    return clipped(new RmsProp(this), clipping);
  }

  /**
   * Gives an optimiser in which this much of the mean stays from step to step; 0.99 unless set.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public RmsProp alpha(double alpha) {
    RmsProp copy = new RmsProp(this);
    copy.alpha = fraction("alpha:", alpha);
    return copy;
  }

  /**
   * Gives an optimiser that adds this to the root, so that nothing is divided by 0; 1e-8 unless
   * set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public RmsProp epsilon(double epsilon) {
    RmsProp copy = new RmsProp(this);
    copy.epsilon = notNegative("epsilon:", epsilon);
    return copy;
  }

  @Override
  Tensor updated(String name, Tensor now, Tensor gradient, double rate) {
    Tensor square = squares.get(name, now).mul(alpha).add(gradient.square().mul(1 - alpha));
    return now.sub(gradient.div(squares.put(name, square).sqrt().add(epsilon)).mul(rate));
  }

  @Override
  String settings() {
    return ", alpha " + alpha + ", epsilon " + epsilon;
  }
}
