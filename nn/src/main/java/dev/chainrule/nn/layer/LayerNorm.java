package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Map;

/**
 * Brings each example by itself to mean 0 and variance 1, then scales and shifts it by what is
 * learned: (x - mean) / √(variance + 10⁻⁵) · weight + bias (J. L. Ba, J. R. Kiros, G. E. Hinton,
 * Layer normalization, 2016).
 */
public final class LayerNorm implements Layer {
  private static final double EPSILON = 1e-5;

  private final Parameter weight;
  private final Parameter bias;

  private LayerNorm(int features, DType dtype) {
    this.weight = Parameter.of(Tensor.ones(Shape.of(features)).to(dtype));
    this.bias = Parameter.of(Tensor.zeros(Shape.of(features)).to(dtype));
  }

  /**
   * Makes a layer for so many features, the size of the last axis, in float64.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static LayerNorm of(int features) {
    return of(features, DType.FLOAT64);
  }

  /**
   * Makes a layer of some precision.
   *
   * @throws IllegalArgumentException if there are no features
   */
  public static LayerNorm of(int features, DType dtype) {
    checkArgument(features >= 1, "LayerNorm.of: %s features; there must be at least 1", features);
    return new LayerNorm(features, dtype);
  }

  /**
   * Normalises along the last axis.
   *
   * @param x shape [..., features]
   * @return the same shape
   * @throws IllegalArgumentException if the last axis does not have the size of the features, or
   *     the precision is another
   */
  @Override
  public Value apply(Value x) {
    Value w = weight.value();
    LastAxis.check("LayerNorm.apply", this, x, w.shape().size(0), "features", w);
    Value centred = x.sub(x.mean(true, -1));
    Value variance = centred.square().mean(true, -1);
    return centred.div(variance.add(EPSILON).sqrt()).mul(w).add(bias.value());
  }

  /** Gives {@code weight} and {@code bias}, both of shape [features]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight, "bias", bias);
  }

  /** Gives the number of features, such as {@code LayerNorm(16)}. */
  @Override
  public String toString() {
    return LayerText.of("LayerNorm", weight.value().shape().size(0), weight.value().dtype());
  }
}
