package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.TrainingPass;
import java.util.random.RandomGenerator;

/**
 * While learning, each element is 0 with some probability, and what is left is scaled up so that
 * the mean stays the same; for predictions nothing happens (N. Srivastava et al., Dropout: A simple
 * way to prevent neural networks from overfitting, JMLR 15, 2014).
 */
public final class Dropout implements Layer {
  private final double rate;

  private Dropout(double rate) {
    this.rate = rate;
  }

  /**
   * A layer.
   *
   * @param rate the probability that an element is dropped, from 0 to below 1
   * @throws IllegalArgumentException if it is not in these bounds
   */
  public static Dropout of(double rate) {
    checkArgument(rate >= 0 && rate < 1, "Dropout: rate %s must be in [0, 1)", rate);
    return new Dropout(rate);
  }

  /** The same, any shape. */
  @Override
  public Value apply(Value x) {
    return x;
  }

  /** Elements dropped at random; any shape. */
  @Override
  public Value applyTraining(Value x, TrainingPass training) {
    if (rate == 0) {
      return x;
    }
    RandomGenerator random = training.random();
    double[] kept = new double[x.shape().elements()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
    }
    return x.mul(Value.constant(Tensor.of(x.shape(), kept).to(x.dtype())));
  }
}
