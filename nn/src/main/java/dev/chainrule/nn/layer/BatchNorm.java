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
 * Each feature is brought to mean 0 and variance 1 over the batch, then scaled and shifted by what
 * is learned. For predictions, running means take the place of the batch's (S. Ioffe, C. Szegedy,
 * Batch normalization, ICML 2015, algorithms 1 and 2).
 */
public final class BatchNorm implements Layer {
  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1; // of what is new in the running numbers

  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVariance;

  private BatchNorm(Tensor ones) {
    this.weight = new Parameter(ones);
    this.bias = new Parameter(ones.filled(0));
    this.runningMean = new Buffer(ones.filled(0));
    this.runningVariance = new Buffer(ones);
  }

  /**
   * A layer for so many features.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static BatchNorm of(int features) {
    return of(features, DType.FLOAT64);
  }

  /**
   * A layer of some precision.
   *
   * @throws IllegalArgumentException if there are no features
   */
  public static BatchNorm of(int features, DType dtype) {
    checkArgument(features >= 1, "BatchNorm: %s features; there must be at least 1", features);
    return new BatchNorm(Tensor.ones(Shape.of(features)).to(dtype));
  }

  /** Shape [batch, features], kept; by the running mean and variance. */
  @Override
  public Value apply(Value x) {
    return normalized(
        x.sub(Value.constant(runningMean.tensor())), Value.constant(runningVariance.tensor()));
  }

  /**
   * Shape [batch, features], kept; by the batch's mean and variance.
   *
   * @throws IllegalArgumentException if there are fewer than two examples
   */
  @Override
  public Value applyTraining(Value x, TrainingPass training) {
    int count = x.shape().size(0);
    checkArgument(
        x.shape().rank() == 2 && count >= 2,
        "BatchNorm: shape %s; to learn, it needs [batch, features] with at least 2 examples",
        x.shape());
    Value mean = x.mean(true, 0);
    Value centred = x.sub(mean);
    Value variance = centred.square().mean(0);
    training.later(
        () -> {
          double unbiased = (double) count / (count - 1);
          blend(runningMean, mean.data().squeeze(0));
          blend(runningVariance, variance.data().mul(unbiased));
        });
    return normalized(centred, variance);
  }

  private static void blend(Buffer running, Tensor now) {
    running.update(running.tensor().mul(1 - MOMENTUM).add(now.mul(MOMENTUM)));
  }

  private Value normalized(Value centred, Value variance) {
    return centred.div(variance.add(EPSILON).sqrt()).mul(weight.value()).add(bias.value());
  }

  /** {@code weight} and {@code bias}, both of shape [features]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight, "bias", bias);
  }

  /** {@code running_mean} and {@code running_var}, both of shape [features]. */
  @Override
  public Map<String, Buffer> buffers() {
    return ImmutableMap.of("running_mean", runningMean, "running_var", runningVariance);
  }
}
