package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;

/**
 * Steps by the mean of recent gradients over the root of the mean of their squares (D. P. Kingma,
 * J. Ba, Adam: A method for stochastic optimization, ICLR 2015, algorithm 1).
 *
 * <pre>{@code
 * Adam adam = Adam.of(network, 1e-3).betas(0.9, 0.99).clipping(Clipping.byGlobalNorm(1));
 * }</pre>
 */
public final class Adam extends Tunable<Adam> {
  private static final String MEAN = "mean";
  private double beta1 = 0.9;
  private double beta2 = 0.999;
  private double epsilon = 1e-8;
  private double weightDecay;
  private boolean isDecoupled;

  private Adam(Map<String, Parameter> parameters, LearningRate learningRate) {
    super(Adam.class, parameters, learningRate);
  }

  private Adam(Adam from) {
    super(from);
    this.beta1 = from.beta1;
    this.beta2 = from.beta2;
    this.epsilon = from.epsilon;
    this.weightDecay = from.weightDecay;
    this.isDecoupled = from.isDecoupled;
  }

  /**
   * Makes an optimiser of a layer's parameters.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Adam of(Layer layer, double learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of a layer's parameters, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Adam of(Layer layer, LearningRate learningRate) {
    return of(layer.parameters(), learningRate);
  }

  /**
   * Makes an optimiser of some parameters, under these names.
   *
   * @throws IllegalArgumentException if the learning rate is not a positive number, or there is
   *     nothing to learn
   */
  public static Adam of(Map<String, Parameter> parameters, double learningRate) {
    return of(parameters, rate("Adam.of", learningRate));
  }

  /**
   * Makes an optimiser of some parameters, under these names, with a schedule.
   *
   * @throws IllegalArgumentException if there is nothing to learn
   */
  public static Adam of(Map<String, Parameter> parameters, LearningRate learningRate) {
    return new Adam(parameters, learningRate);
  }

  @Override
  Adam copy() {
    return new Adam(this);
  }

  /**
   * Gives an optimiser in which this much of the means stays from step to step; 0.9 for gradients
   * and 0.999 for squares unless set.
   *
   * @throws IllegalArgumentException if one is not in [0, 1)
   */
  public Adam betas(double beta1, double beta2) {
    Adam copy = copyFor("betas");
    copy.beta1 = fraction("betas: beta1", beta1);
    copy.beta2 = fraction("betas: beta2", beta2);
    return copy;
  }

  /**
   * Gives an optimiser that adds this to the root, so that nothing is divided by 0; 1e-8 unless
   * set.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Adam epsilon(double epsilon) {
    Adam copy = copyFor("epsilon");
    copy.epsilon = notNegative("epsilon:", epsilon);
    return copy;
  }

  /**
   * Gives an optimiser that adds weightDecay p to the gradient.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Adam weightDecay(double weightDecay) {
    return decaying("weightDecay", weightDecay, false);
  }

  /**
   * Gives an optimiser that takes learningRate weightDecay p from p apart from the gradient: AdamW
   * (I. Loshchilov, F. Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2).
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Adam decoupledWeightDecay(double weightDecay) {
    return decaying("decoupledWeightDecay", weightDecay, true);
  }

  private Adam decaying(String method, double weightDecay, boolean isDecoupled) {
    Adam copy = copyFor(method);
    copy.weightDecay = notNegative(method + ":", weightDecay);
    copy.isDecoupled = isDecoupled;
    return copy;
  }

  @Override
  List<String> kept() {
    return List.of(MEAN, SQUARE);
  }

  @Override
  Tensor updated(ParameterStep step) {
    Tensor now = step.now();
    Tensor gradient = step.gradient();
    Tensor shrunk = isDecoupled ? now.mul(1 - step.rate() * weightDecay) : now;
    boolean isCoupled = !isDecoupled && weightDecay > 0;
    Tensor slope = isCoupled ? gradient.add(now.mul(weightDecay)) : gradient;
    Tensor mean = step.kept(MEAN).mul(beta1).add(slope.mul(1 - beta1));
    mean = step.keep(MEAN, mean);
    Tensor square = step.kept(SQUARE).mul(beta2).add(slope.square().mul(1 - beta2));
    double number = (double) step.number();
    double meanBias = 1 - Math.pow(beta1, number); // the means begin at 0, and so are too small
    double squareBias = Math.sqrt(1 - Math.pow(beta2, number));
    Tensor root = step.keep(SQUARE, square).sqrt().div(squareBias).add(epsilon);
    return shrunk.sub(mean.div(root).mul(step.rate() / meanBias));
  }

  @Override
  String settings() {
    String decay = isDecoupled ? ", decoupled weight decay " : ", weight decay ";
    return ", betas %s and %s, epsilon %s".formatted(beta1, beta2, epsilon)
        + (weightDecay == 0 ? "" : decay + weightDecay);
  }
}
