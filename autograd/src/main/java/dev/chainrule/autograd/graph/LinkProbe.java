package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * What an operation's derivative rule sends to one of its inputs, for the cotangents of a sweep and
 * for others that tell why it sends 0.
 */
final class LinkProbe {
  private final ImmutableList<Value> results;
  private final int input;
  private final ImmutableList<Tensor> cotangents;

  private LinkProbe(List<Value> results, int input, List<Tensor> cotangents) {
    this.results = ImmutableList.copyOf(results);
    this.input = input;
    this.cotangents = ImmutableList.copyOf(cotangents);
  }

  /** Looks at one input of the operation that made these results. */
  static LinkProbe of(List<Value> results, int input, Function<Value, Tensor> cotangents) {
    return new LinkProbe(results, input, results.stream().map(cotangents).toList());
  }

  /** Marks the elements of the input to which the sweep sends what is not 0. */
  boolean[] sent() {
    return sum(cotangents);
  }

  /** Marks the same for cotangents of 1. */
  boolean[] sentByOnes() {
    return sum(cotangents.stream().map(cotangent -> cotangent.filled(1)).toList());
  }

  /**
   * Marks the same for cotangents times one power of 2, such that the largest is about 1. Nothing
   * else changes, but for products that were too small to be told from 0.
   */
  boolean[] sentByScaled() {
    return sum(scaled());
  }

  /** Marks what single results send whose cotangents were changed a little, each otherwise. */
  boolean[] sentByWeighted() {
    boolean[] sent = Masks.none(results.get(0).inputs().get(input).shape());
    List<Tensor> scaled = scaled();
    for (int i = 0; i < results.size(); i++) {
      sent = Masks.or(sent, Masks.nonZero(sent(results.get(i), weighted(scaled.get(i)))));
    }
    return sent;
  }

  private boolean[] sum(List<Tensor> changed) {
    Tensor sum = sent(results.get(0), changed.get(0));
    for (int i = 1; i < results.size(); i++) {
      sum = sum.add(sent(results.get(i), changed.get(i)));
    }
    return Masks.nonZero(sum);
  }

  private Tensor sent(Value result, Tensor cotangent) {
    return PathSweep.along(result, cotangent, ImmutableList.of(input)).get(1);
  }

  private List<Tensor> scaled() {
    int exponent =
        cotangents.stream()
            .mapToInt(cotangent -> Math.getExponent(cotangent.abs().max().item()))
            .max()
            .orElse(0);
    double half = Math.scalb(1.0, -exponent / 2); // in two steps: either factor is finite
    double rest = Math.scalb(1.0, -exponent + exponent / 2);
    return cotangents.stream().map(cotangent -> cotangent.mul(half).mul(rest)).toList();
  }

  private static Tensor weighted(Tensor cotangent) {
    double[] numbers = cotangent.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= 1 + 0.4 * Math.sin(12.9898 * (i + 1));
    }
    return Rerun.tensor(numbers, cotangent.shape(), cotangent.dtype());
  }
}
