package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.TrainingPass;
import java.util.random.RandomGenerator;

/**
 * Sets each element to 0 with some probability while learning, and scales what is left up so that
 * the mean stays the same; for predictions it changes nothing (N. Srivastava et al., Dropout: A
 * simple way to prevent neural networks from overfitting, JMLR 15, 2014).
 */
public final class Dropout implements Layer {
  private final double rate;

  private Dropout(double rate) {
    this.rate = rate;
  }

  /**
   * Makes a layer.
   *
   * @param rate the probability that an element is dropped, from 0 to below 1
   * @throws IllegalArgumentException if it is not in these bounds
   */
  public static Dropout of(double rate) {
    checkArgument(rate >= 0 && rate < 1, "Dropout.of: rate %s must be in [0, 1)", rate);
    return new Dropout(rate);
  }

  /**
   * Gives the input back.
   *
   * @param x any shape
   */
  @Override
  public Value apply(Value x) {
    return x;
  }

  /**
   * Drops elements at random: each is 0, or x / (1 - rate).
   *
   * @param x any shape
   * @return the same shape
   */
  @Override
  public Value applyTraining(Value x, TrainingPass pass) {
    if (rate == 0) {
      return x;
    }
    RandomGenerator random = pass.random();
    double[] kept = new double[x.shape().elements()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
    }
    return x.mul(Value.constant(Tensor.of(x.shape(), kept).to(x.dtype())));
  }

  /** Gives the rate, such as {@code Dropout(0.1)}. */
  @Override
  public String toString() {
    return "Dropout(" + rate + ")";
  }
}
