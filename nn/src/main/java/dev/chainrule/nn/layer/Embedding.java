package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Keeps a row of learned numbers for each of some things, and looks it up by the thing's index. */
public final class Embedding implements Layer {
  private final Parameter weight;

  private Embedding(Tensor weight) {
    this.weight = Parameter.of(weight);
  }

  /**
   * Makes a layer with given rows.
   *
   * @param weight shape [things, width]
   * @throws IllegalArgumentException if it is no matrix
   */
  public static Embedding of(Tensor weight) {
    checkArgument(
        weight.shape().rank() == 2,
        "Embedding.of: weight %s must have shape [things, width]",
        weight.shape());
    return new Embedding(weight);
  }

  /**
   * Makes a layer of normal numbers with mean 0 and variance 1, in float64.
   *
   * @throws IllegalArgumentException if there are no things, or the width is 0
   */
  public static Embedding of(int things, int width, RandomGenerator random) {
    return of(things, width, random, DType.FLOAT64);
  }

  /**
   * Makes a layer of normal numbers with mean 0 and variance 1, of some precision.
   *
   * @throws IllegalArgumentException if there are no things, or the width is 0
   */
  public static Embedding of(int things, int width, RandomGenerator random, DType dtype) {
    checkArgument(
        things >= 1 && width >= 1,
        "Embedding.of: %s things of width %s; both must be at least 1",
        things,
        width);
    return new Embedding(Initializer.standardNormal().weights(width, things, random).to(dtype));
  }

  /**
   * Looks rows up. The gradient of a row is the sum of those of all places where it was used; none
   * flows into the indices.
   *
   * @param x indices, whole numbers from 0: any shape
   * @return shape [..., width]
   * @throws IllegalArgumentException if an index is not a whole number, or there is no such thing
   */
  @Override
  public Value apply(Value x) {
    Value rows = weight.value();
    int things = rows.shape().size(0);
    double[] numbers = x.data().toArray();
    int[] indices = new int[numbers.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (int) numbers[i];
      checkArgument(
          indices[i] == numbers[i] && indices[i] >= 0 && indices[i] < things,
          "Embedding.apply: index %s is not one of 0 to %s",
          (Object) numbers[i],
          things - 1);
    }
    int[] shape = Ints.concat(x.shape().toArray(), new int[] {rows.shape().size(1)});
    return rows.indexSelect(0, indices).reshape(shape);
  }

  /** Gives {@code weight}, shape [things, width]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight);
  }

  /** Gives things and width, such as {@code Embedding(1000 x 16)}. */
  @Override
  public String toString() {
    Shape shape = weight.value().shape();
    String sizes = shape.size(0) + " x " + shape.size(1);
    return LayerText.of("Embedding", sizes, weight.value().dtype());
  }
}
