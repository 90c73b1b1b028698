package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Steps against the gradient, p ← p - learningRate ∂loss/∂p: gradient descent. Called stochastic
 * when each loss is that of another mini-batch (H. Robbins, S. Monro, A stochastic approximation
 * method, Annals of Mathematical Statistics 22, 1951).
 */
public final class Sgd extends Tunable<Sgd> {
  private static final String VELOCITY = "velocity";

  private double momentum;
  private boolean isNesterov;
  private double weightDecay;

  private Sgd(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(Sgd.class, parameters, learningRate);
  }

  private Sgd(Sgd from) {
    super(from);
    this.momentum = from.momentum;
    this.isNesterov = from.isNesterov;
    this.weightDecay = from.weightDecay;
  }

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Sgd of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of a layer's parameters, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Sgd of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Sgd of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("Sgd.of", learningRate));
  }

  /**
   * Makes an optimiser of some parameters, under these names, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Sgd of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new Sgd(parameters, learningRate);
  }

  @Override
  Sgd copy() {
    return new Sgd(this);
  }

  /**
   * Gives an optimiser that steps by a velocity v ← momentum v + ∂loss/∂p instead (B. T. Polyak,
   * Some methods of speeding up the convergence of iteration methods, USSR Comp. Math. Math. Phys.
   * 4, 1964).
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Sgd momentum(double momentum) {
    return moving("momentum", momentum, false);
  }

  /**
   * Gives an optimiser that steps by momentum v + ∂loss/∂p: by where the velocity will be (Y.
   * Nesterov, A method for solving the convex programming problem with convergence rate O(1/k²),
   * Dokl. Akad. Nauk SSSR 269, 1983).
   *
   * @throws IllegalArgumentException if the momentum is not in [0, 1)
   */
  public Sgd nesterov(double momentum) {
    return moving("nesterov", momentum, true);
  }

  private Sgd moving(String method, double momentum, boolean isNesterov) {
    Sgd copy = copyFor(method);
    copy.momentum = fraction(method + ":", momentum);
    copy.isNesterov = isNesterov;
    return copy;
  }

  /**
   * Gives an optimiser that adds weightDecay p to the gradient.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Sgd weightDecay(double weightDecay) {
    Sgd copy = copyFor("weightDecay");
    copy.weightDecay = notNegative("weightDecay:", weightDecay);
    return copy;
  }

  @Override
  List<String> kept() {
    return momentum > 0 ? List.of(VELOCITY) : List.of();
  }

  @Override
  Tensor updated(ParameterStep step) {
    Tensor gradient = step.gradient();
    Tensor slope = weightDecay == 0 ? gradient : gradient.add(step.now().mul(weightDecay));
    if (momentum > 0) {
      Tensor velocity = step.keep(VELOCITY, step.kept(VELOCITY).mul(momentum).add(slope));
      slope = isNesterov ? slope.add(velocity.mul(momentum)) : velocity;
    }
    return step.now().sub(slope.mul(step.rate()));
  }

  @Override
  String settings() {
    return (momentum == 0 ? "" : (isNesterov ? ", nesterov " : ", momentum ") + momentum)
        + (weightDecay == 0 ? "" : ", weight decay " + weightDecay);
  }
}
