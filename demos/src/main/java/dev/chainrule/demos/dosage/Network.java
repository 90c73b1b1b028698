package dev.chainrule.demos.dosage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.Sgd;
import java.util.Arrays;
import java.util.List;

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
        Streams.zip(
                NAMES.stream(),
                Arrays.stream(numbers).boxed(),
                (name, number) -> Parameter.of(number).named(name))
            .collect(ImmutableList.toImmutableList());
  }

  /** Goes from dosages to the SSR, and keeps every value on the way. */
  Pass pass(Observations observed) {
    return pass(observed.dosage(), observed.observed());
  }

  /** Goes from dosages to the SSR beside what was observed, and keeps every value on the way. */
  Pass pass(Value dosage, Value observed) {
    Value z1 = dosage.mul(now("w1")).add(now("b1"));
    Value y1 = z1.softplus();
    Value z2 = dosage.mul(now("w2")).add(now("b2"));
    Value y2 = z2.softplus();
    Value blue = y1.mul(now("w3"));
    Value orange = y2.mul(now("w4"));
    Value predicted = blue.add(orange).add(now("b3"));
    Value ssr = observed.sub(predicted).square().sum();
    return new Pass(z1, y1, z2, y2, blue, orange, predicted, ssr);
  }

  /** Gives the output for one dosage. */
  double predict(double dosage) {
    return pass(Value.constant(dosage), Value.constant(0)).predicted().item();
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

  /** The number of one parameter, by its place in {@link #NAMES}. */
  double number(int place) {
    return parameters.get(place).value().item();
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
