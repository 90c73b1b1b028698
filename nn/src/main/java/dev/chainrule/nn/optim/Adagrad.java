package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Steps by the gradient over the root of the sum of all gradients' squares: s ← s + g², p ← p -
 * learningRate g / (√s + 10⁻¹⁰) (J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for
 * online learning and stochastic optimization, JMLR 12, 2011).
 */
public final class Adagrad extends Tunable<Adagrad> {
  private static final double EPSILON = 1e-10; // nothing is divided by 0

  private Adagrad(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(Adagrad.class, parameters, learningRate);
  }

  private Adagrad(Adagrad from) {
    super(from);
  }

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Adagrad of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of a layer's parameters, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Adagrad of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Adagrad of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("Adagrad.of", learningRate));
  }

  /**
   * Makes an optimiser of some parameters, under these names, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Adagrad of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new Adagrad(parameters, learningRate);
  }

  @Override
  Adagrad copy() {
    return new Adagrad(this);
  }

  @Override
  List<String> kept() {
    return List.of(SQUARE);
  }

  @Override
  Tensor updated(ParameterStep step) {
    Tensor gradient = step.gradient();
    Tensor sum = step.keep(SQUARE, step.kept(SQUARE).add(step.gradient().square()));
    return step.now().sub(gradient.div(sum.sqrt().add(EPSILON)).mul(step.rate()));
  }

  @Override
  String settings() {
    return "";
  }
}
