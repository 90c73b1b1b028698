package dev.chainrule.autograd.check;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is differentiated: a scalar function of tensors, as parts whose elements add up to it. The
 * weights see to it that no rule passes which forgets its cotangent; a single one is divided by
 * again, so that a report shows the derivatives of the function itself.
 *
 * @param parts of the function, in float64, whatever it computes in
 * @param weight of the only element of a result; 1 for the sum of several, each weighted
 */
record Target(Function<List<Value>, List<Value>> parts, double weight) {
  /** The sum of all elements of a function's result, each times a random weight. */
  static Target weighted(Function<List<Value>, Value> function, List<Tensor> at, long seed) {
    Value sample = function.apply(at.stream().map(Value::constant).toList());
    checkArgument(sample != null, "gradient check: the function gave null");
    Tensor weights = RandomNumbers.like(sample.shape(), seed);
    Value constant = Value.constant(weights);
    return new Target(
        inputs -> List.of(function.apply(inputs).to(DType.FLOAT64).mul(constant)),
        sample.shape().elements() == 1 ? weights.reshape(-1).at(0) : 1);
  }

  /** The derivative of this along a random direction. */
  Target directional(List<Tensor> at, long seed) {
    List<Value> direction = new ArrayList<>();
    for (Tensor input : at) {
      direction.add(Value.constant(RandomNumbers.like(input.shape(), seed + direction.size())));
    }
    boolean isSingle = at.size() == 1 && at.get(0).shape().elements() == 1;
    return new Target(
        inputs -> {
          List<Value> derivatives = total(inputs).derivatives(inputs);
          List<Value> along = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            along.add(derivatives.get(i).to(DType.FLOAT64).mul(direction.get(i)));
          }
          return along;
        },
        isSingle ? weight * direction.get(0).item() : weight);
  }

  /** The function: all that there is, added up. */
  Value total(List<Value> inputs) {
    Value total = null;
    for (Value part : parts.apply(inputs)) {
      total = total == null ? part.sum() : total.add(part.sum());
    }
    return total == null ? Value.constant(0) : total;
  }

  /** The terms of the function itself, without the weight of a single result. */
  double[] terms(List<Value> inputs) {
    List<Value> evaluated = parts.apply(inputs);
    double[] terms = new double[evaluated.stream().mapToInt(part -> part.shape().elements()).sum()];
    int size = 0;
    for (Value part : evaluated) {
      for (double term : part.data().toArray()) {
        terms[size++] = term / weight;
      }
    }
    return terms;
  }
}
