package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.Seeds;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Makes every output a weighted sum of all inputs, plus a bias: x Wᵀ + b. */
public final class Linear implements Layer {
  private final Parameter weight;
  private final Parameter bias;

  private Linear(Tensor weight, Tensor bias) {
    this.weight = Parameter.of(weight);
    this.bias = Parameter.of(bias);
  }

  /**
   * Makes a layer with given weights.
   *
   * @param weight shape [outputs, inputs]
   * @param bias shape [outputs]
   * @throws IllegalArgumentException if the shapes are not these, or the precisions differ
   */
  public static Linear of(Tensor weight, Tensor bias) {
    checkArgument(
        weight.shape().rank() == 2 && bias.shape().equals(Shape.of(weight.shape().size(0))),
        "Linear.of: weight %s and bias %s must have shapes [outputs, inputs] and [outputs]",
        weight.shape(),
        bias.shape());
    checkArgument(
        weight.dtype() == bias.dtype(),
        "Linear.of: weight of %s and bias of %s must be of one precision",
        weight.dtype(),
        bias.dtype());
    return new Linear(weight, bias);
  }

  /**
   * Makes a layer that begins with {@link Initializer#glorot} weights and biases of 0. The random
   * seed is made of the two numbers: a layer of the same size begins with the same weights, here
   * and on every other day. Give a generator of your own where layers of one size shall differ: two
   * that begin alike and are used alike stay alike, which an optimiser warns of.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(int inputs, int outputs) {
    return of(inputs, outputs, new Random(Seeds.of(0, inputs, outputs)));
  }

  /**
   * Makes a layer that begins with {@link Initializer#glorot} weights and biases of 0.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(int inputs, int outputs, RandomGenerator random) {
    return of(inputs, outputs, Initializer.glorot(), random);
  }

  /**
   * Makes a layer with random weights, and biases of 0, in float64.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(
      int inputs, int outputs, Initializer initializer, RandomGenerator random) {
    return of(inputs, outputs, initializer, random, DType.FLOAT64);
  }

  /**
   * Makes a layer of some precision, with random weights, and biases of 0.
   *
   * @throws IllegalArgumentException if a number of inputs or outputs is below 1
   */
  public static Linear of(
      int inputs, int outputs, Initializer initializer, RandomGenerator random, DType dtype) {
    checkArgument(
        inputs >= 1 && outputs >= 1,
        "Linear.of: %s inputs and %s outputs; there must be at least 1 of each",
        inputs,
        outputs);
    Tensor weight = initializer.weights(inputs, outputs, random);
    checkArgument(
        weight.shape().equals(Shape.of(outputs, inputs)),
        "Linear.of: the initializer %s makes shape %s; it must make [outputs, inputs] = [%s, %s]",
        initializer,
        weight.shape(),
        outputs,
        inputs);
    return new Linear(weight.to(dtype), Tensor.zeros(Shape.of(outputs)).to(dtype));
  }

  /**
   * Computes x Wᵀ + b.
   *
   * @param x shape [batch, inputs], or [inputs], or [..., batch, inputs]
   * @return shape [batch, outputs], or [outputs], or [..., batch, outputs]
   * @throws IllegalArgumentException if the last axis does not have the size of the inputs, or the
   *     precision is another
   */
  @Override
  public Value apply(Value x) {
    Value w = weight.value();
    LastAxis.check("Linear.apply", this, x, w.shape().size(1), "inputs", w);
    Value sums = x.shape().rank() == 2 ? x.matMulTransposed(w) : x.matMul(w.transpose());
    return sums.add(bias.value());
  }

  /** Gives the weights, shape [outputs, inputs]. */
  public Parameter weight() {
    return weight;
  }

  /** Gives the biases, shape [outputs]. */
  public Parameter bias() {
    return bias;
  }

  /** Gives {@code weight}, shape [outputs, inputs], and {@code bias}, shape [outputs]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight, "bias", bias);
  }

  /** Gives the numbers of inputs and outputs, such as {@code Linear(784 -> 10)}. */
  @Override
  public String toString() {
    Shape shape = weight.value().shape();
    String sizes = shape.size(1) + " -> " + shape.size(0);
    return LayerText.of("Linear", sizes, weight.value().dtype());
  }
}
