package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Steps by the gradient over the root of the mean of recent gradients' squares: s ← alpha s + (1 -
 * alpha) g², p ← p - learningRate g / (√s + epsilon) (T. Tieleman, G. Hinton, Neural networks for
 * machine learning, lecture 6.5, 2012).
 */
public final class RmsProp extends Tunable<RmsProp> {
  private double alpha = 0.99;
  private double epsilon = 1e-8;

  private RmsProp(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(RmsProp.class, parameters, learningRate);
  }

  private RmsProp(RmsProp from) {
    super(from);
    this.alpha = from.alpha;
    this.epsilon = from.epsilon;
  }

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static RmsProp of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of a layer's parameters, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static RmsProp of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static RmsProp of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("RmsProp.of", learningRate));
  }

  /**
   * Makes an optimiser of some parameters, under these names, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static RmsProp of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new RmsProp(parameters, learningRate);
  }

  @Override
  RmsProp copy() {
    return new RmsProp(this);
  }

  /**
   * Gives an optimiser in which this much of the mean stays from step to step; 0.99 unless set.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public RmsProp alpha(double alpha) {
    RmsProp copy = copyFor("alpha");
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
    RmsProp copy = copyFor("epsilon");
    copy.epsilon = notNegative("epsilon:", epsilon);
    return copy;
  }

  @Override
  List<String> kept() {
    return List.of(SQUARE);
  }

  @Override
  Tensor updated(ParameterStep step) {
    Tensor square = step.kept(SQUARE).mul(alpha).add(step.gradient().square().mul(1 - alpha));
    Tensor root = step.keep(SQUARE, square).sqrt().add(epsilon);
    return step.now().sub(step.gradient().div(root).mul(step.rate()));
  }

  @Override
  String settings() {
    return ", alpha " + alpha + ", epsilon " + epsilon;
  }
}
