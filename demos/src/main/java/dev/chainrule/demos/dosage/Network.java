package dev.chainrule.demos.dosage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.optim.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One input, two softplus nodes, one output: w3 softplus(w1 x + b1) + w4 softplus(w2 x + b2) + b3.
 */
final class Network {
  /** The parameters' names, in the order in which they are shown. */
  static final ImmutableList<String> NAMES =
      ImmutableList.of("w1", "b1", "w2", "b2", "w3", "w4", "b3");

  private final ImmutableList<Parameter> parameters;

  /** A network with these parameters, in the order of {@link #NAMES}. */
  Network(double... numbers) {
    this.parameters =
        Arrays.stream(numbers)
            .mapToObj(number -> Parameter.of(Tensor.of(number)))
            .collect(ImmutableList.toImmutableList());
  }

  /** The output for each dosage: shape [n] to shape [n]. */
  Value predict(Value dosage) {
    return predict(dosage, (value, name) -> value);
  }

  /**
   * The output for each dosage, where every value on the way is marked with its name.
   *
   * @param mark takes a value and its name, and gives the same value
   */
  Value predict(Value dosage, BiFunction<Value, String, Value> mark) {
    Value z1 = mark.apply(dosage.mul(now("w1")).add(now("b1")), "z1");
    Value z2 = mark.apply(dosage.mul(now("w2")).add(now("b2")), "z2");
    Value y1 = mark.apply(z1.softplus(), "y1");
    Value y2 = mark.apply(z2.softplus(), "y2");
    Value blue = mark.apply(y1.mul(now("w3")), "blue");
    Value orange = mark.apply(y2.mul(now("w4")), "orange");
    return mark.apply(blue.add(orange).add(now("b3")), "predicted");
  }

  double predict(double dosage) {
    return predict(Value.constant(dosage)).item();
  }

  Value sumOfSquaredResiduals(Observations observed) {
    Value dosages = Value.constant(Tensor.of(observed.dosages()));
    Value effects = Value.constant(Tensor.of(observed.effects()));
    return Losses.sumOfSquaredResiduals(predict(dosages), effects);
  }

  /** Gradient descent of some of the parameters. */
  Sgd descent(double learningRate, String... names) {
    ImmutableMap.Builder<String, Parameter> chosen = ImmutableMap.builder();
    for (String name : names) {
      chosen.put(name, parameter(name));
    }
    return Sgd.of(chosen.buildOrThrow(), learningRate);
  }

  /** The parameters' numbers, in the order of {@link #NAMES}. */
  List<Double> numbers() {
    return parameters.stream().map(parameter -> parameter.value().item()).toList();
  }

  /** The gradient's numbers, in the order of {@link #NAMES}. */
  List<Double> numbers(Gradients gradients) {
    return parameters.stream().map(parameter -> gradients.of(parameter.value()).item()).toList();
  }

  Parameter parameter(String name) {
    return parameters.get(NAMES.indexOf(name));
  }

  private Value now(String name) {
    return parameter(name).value();
  }
}
