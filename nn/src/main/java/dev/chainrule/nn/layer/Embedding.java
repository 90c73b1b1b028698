package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A row of learned numbers for each of some things, looked up by the thing's index. */
public final class Embedding implements Layer {
  private final Parameter weight;

  /**
   * A layer with given rows.
   *
   * @param weight shape [things, width]
   * @throws IllegalArgumentException if it is no matrix
   */
  public Embedding(Tensor weight) {
    checkArgument(
        weight.shape().rank() == 2,
        "Embedding: weight %s must have shape [things, width]",
        weight.shape());
    this.weight = new Parameter(weight);
  }

  /**
   * A layer of normal numbers with mean 0 and variance 1.
   *
   * @throws IllegalArgumentException if there are no things, or the width is 0
   */
  public static Embedding of(int things, int width, RandomGenerator random, DType dtype) {
    checkArgument(
        things >= 1 && width >= 1,
        "Embedding: %s things of width %s; both must be at least 1",
        things,
        width);
    return new Embedding(Initializer.standardNormal().weights(width, things, random).to(dtype));
  }

  /**
   * From indices of any shape to shape [..., width].
   *
   * @throws IllegalArgumentException if an index is not a whole number, or there is no such thing
   */
  @Override
  public Value apply(Value x) {
    int things = weight.value().shape().size(0);
    double[] numbers = x.data().toArray();
    int[] indices = new int[numbers.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (int) numbers[i];
      checkArgument(
          indices[i] == numbers[i] && indices[i] >= 0 && indices[i] < things,
          "Embedding: index %s is not one of 0 to %s",
          (Object) numbers[i],
          things - 1);
    }
    int[] shape = Ints.concat(x.shape().toArray(), new int[] {weight.value().shape().size(1)});
    return weight.value().indexSelect(0, indices).reshape(shape);
  }

  /** {@code weight}, shape [things, width]. */
  @Override
  public Map<String, Parameter> parameters() {
    return ImmutableMap.of("weight", weight);
  }
}
