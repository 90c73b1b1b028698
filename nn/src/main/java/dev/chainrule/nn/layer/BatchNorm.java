package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.Map;

/**
 * Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it by what is
 * learned: (x - mean) / √(variance + 10⁻⁵) · weight + bias. For predictions, running means take the
 * place of the batch's (S. Ioffe, C. Szegedy, Batch normalization, ICML 2015, algorithms 1 and 2).
 */
public final class BatchNorm implements Layer {
  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1; // of what is new in the running numbers

  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVariance;

  private BatchNorm(Tensor ones) {
    this.weight = Parameter.of(ones);
    this.bias = Parameter.of(ones.filled(0));
    this.runningMean = Buffer.of(ones.filled(0));
    this.runningVariance = Buffer.of(ones);
  }

  /**
   * Makes a layer for so many features, in float64.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static BatchNorm of(int features) {
    return of(features, DType.FLOAT64);
  }

  /**
   * Makes a layer of some precision.
   *
   * @throws IllegalArgumentException if there are no features
   */
  public static BatchNorm of(int features, DType dtype) {
    checkArgument(features >= 1, "BatchNorm.of: %s features; there must be at least 1", features);
    return new BatchNorm(Tensor.ones(Shape.of(features)).to(dtype));
  }

  /**
   * Normalises by the running mean and variance.
   *
   * @param x shape [batch, features]
   * @return the same shape
   * @throws IllegalArgumentException if there is another number of features, or another precision
   */
  @Override
  public Value apply(Value x) {
    check("BatchNorm.apply", x);
    return normalized(
        x.sub(Value.constant(runningMean.tensor())), Value.constant(runningVariance.tensor()));
  }

  /**
   * Normalises by the batch's mean and variance, and moves the running ones a tenth of the way
   * towards them; towards the unbiased variance, as PyTorch does.
   *
   * @param x shape [batch, features]
   * @return the same shape
   * @throws IllegalArgumentException if there are fewer than two examples, or there is another
   *     number of features, or another precision
   */
  @Override
  public Value applyTraining(Value x, TrainingPass pass) {
    checkArgument(
        x.shape().rank() == 2 && x.shape().size(0) >= 2,
        "BatchNorm.applyTraining: shape %s; to learn, it needs [batch, features] with at least 2"
            + " examples",
        x.shape());
    check("BatchNorm.applyTraining", x);
    double count = x.shape().size(0);
    Value mean = x.mean(true, 0);
    Value centred = x.sub(mean);
    Value variance = centred.square().mean(0);
    blend(pass, runningMean, mean.data().squeeze(0));
    blend(pass, runningVariance, variance.data().mul(count / (count - 1)));
    return normalized(centred, variance);
  }

  private void check(String method, Value x) {
    Value w = weight.value();
    LastAxis.check(method, this, x, w.shape().size(0), "features", w);
  }

  private static void blend(TrainingPass pass, Buffer running, Tensor now) {
    pass.update(running, pass.tensor(running).mul(1 - MOMENTUM).add(now.mul(MOMENTUM)));
  }

  private Value normalized(Value centred, Value variance) {
    return centred.div(variance.add(EPSILON).sqrt()).mul(weight.value()).add(bias.value());
  }

  /** Gives {@code weight} and {@code bias}, both of shape [features]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight, "bias", bias);
  }

  /** Gives {@code running_mean} and {@code running_var}, both of shape [features]. */
  @Override
  public Map<String, Buffer> buffers() {
    return ImmutableMap.of("running_mean", runningMean, "running_var", runningVariance);
  }

  /** Gives the number of features, such as {@code BatchNorm(16)}. */
  @Override
  public String toString() {
    return LayerText.of("BatchNorm", weight.value().shape().size(0), weight.value().dtype());
  }
}
