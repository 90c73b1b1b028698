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
import java.util.random.RandomGenerator;

/** Every output is a weighted sum of all inputs, plus a bias: x Wᵀ + b. */
public final class Linear implements Layer {
  private final Parameter weight;
  private final Parameter bias;

  /**
   * A layer with given weights.
   *
   * @param weight shape [outputs, inputs]
   * @param bias shape [outputs]
   * @throws IllegalArgumentException if the shapes are not these
   */
  public Linear(Tensor weight, Tensor bias) {
    checkArgument(
        weight.shape().rank() == 2 && bias.shape().equals(Shape.of(weight.shape().size(0))),
        "Linear: weight %s and bias %s must have shapes [outputs, inputs] and [outputs]",
        weight.shape(),
        bias.shape());
    this.weight = new Parameter(weight);
    this.bias = new Parameter(bias);
  }

  /**
   * A layer with random weights, and biases of 0.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(
      int inputs, int outputs, Initializer initializer, RandomGenerator random) {
    return of(inputs, outputs, initializer, random, DType.FLOAT64);
  }

  /**
   * A layer of some precision, with random weights, and biases of 0.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(
      int inputs, int outputs, Initializer initializer, RandomGenerator random, DType dtype) {
    checkArgument(
        inputs >= 1 && outputs >= 1,
        "Linear: %s inputs and %s outputs; there must be at least 1 of each",
        inputs,
        outputs);
    return new Linear(
        initializer.weights(inputs, outputs, random).to(dtype),
        Tensor.zeros(Shape.of(outputs)).to(dtype));
  }

  /** From shape [batch, inputs] to shape [batch, outputs]. */
  @Override
  public Value apply(Value x) {
    boolean isBatch = x.shape().rank() == 2 && x.shape().size(1) == weight.value().shape().size(1);
    Value sums =
        isBatch
            ? x.matMulTransposed(weight.value())
            : x.matMul(weight.value().transpose()); // a vector, or one batch of many, or an error
    return sums.add(bias.value());
  }

  /** Shape [outputs, inputs]. */
  public Parameter weight() {
    return weight;
  }

  /** Shape [outputs]. */
  public Parameter bias() {
    return bias;
  }

  /** {@code weight}, shape [outputs, inputs], and {@code bias}, shape [outputs]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight, "bias", bias);
  }
}
