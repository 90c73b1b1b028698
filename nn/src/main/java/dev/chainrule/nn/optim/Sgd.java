package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Map;

/**
 * Steps against the gradient, p ← p - learningRate ∂loss/∂p: gradient descent. Called stochastic
 * when each loss is that of another mini-batch (H. Robbins, S. Monro, A stochastic approximation
 * method, Annals of Mathematical Statistics 22, 1951).
 */
public final class Sgd extends Optimizer {
  private final Memory velocities = memory("velocity");
  private double momentum;
  private boolean isNesterov;
  private double weightDecay;

  private Sgd(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
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
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public static Sgd of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /** Makes an optimiser of a layer's parameters, with a schedule. */
  public static Sgd of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number
   */
  public static Sgd of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("Sgd.of", learningRate));
  }

  /** Makes an optimiser of some parameters, under these names, with a schedule. */
  public static Sgd of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new Sgd(parameters, learningRate);
  }

  @Override
  public Sgd clipping(Clipping clipping) {
    return clipped(new Sgd(this), clipping);
  }

  /**
   * Gives an optimiser that steps by a velocity v ← momentum v + ∂loss/∂p instead (B. T. Polyak,
   * Some methods of speeding up the convergence of iteration methods, USSR Comp. Math. Math. Phys.
   * 4, 1964).
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public Sgd momentum(double momentum) {
    return moving("momentum:", momentum, false);
  }

  /**
   * Gives an optimiser that steps by momentum v + ∂loss/∂p: by where the velocity will be (Y.
   * Nesterov, A method for solving the convex programming problem with convergence rate O(1/k²),
   * Dokl. Akad. Nauk SSSR 269, 1983).
   *
   * @throws IllegalArgumentException if the momentum is not in [0, 1)
   */
  public Sgd nesterov(double momentum) {
    return moving("nesterov:", momentum, true);
  }

  private Sgd moving(String method, double momentum, boolean isNesterov) {
    Sgd copy = new Sgd(this);
    copy.momentum = fraction(method, momentum);
    copy.isNesterov = isNesterov;
    return copy;
  }

  /**
   * Gives an optimiser that adds weightDecay p to the gradient.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Sgd weightDecay(double weightDecay) {
    Sgd copy = new Sgd(this);
    copy.weightDecay = notNegative("weightDecay:", weightDecay);
    return copy;
  }

  @Override
  Tensor updated(String name, Tensor now, Tensor gradient, double rate) {
    Tensor slope = weightDecay == 0 ? gradient : gradient.add(now.mul(weightDecay));
    if (momentum > 0) {
      Tensor velocity = velocities.put(name, velocities.get(name, now).mul(momentum).add(slope));
      slope = isNesterov ? slope.add(velocity.mul(momentum)) : velocity;
    }
    return now.sub(slope.mul(rate));
  }

  @Override
  String settings() {
    return (momentum == 0 ? "" : (isNesterov ? ", nesterov " : ", momentum ") + momentum)
        + (weightDecay == 0 ? "" : ", weight decay " + weightDecay);
  }
}
