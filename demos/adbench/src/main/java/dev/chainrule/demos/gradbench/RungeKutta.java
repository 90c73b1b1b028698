package dev.chainrule.demos.gradbench;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Gradient;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An ordinary differential equation, from time 0 to 2 by steps of the classical method of Runge and
 * Kutta: y' = x times what is 1 and then y without its last number, from y = 0.
 */
final class RungeKutta {
  static final Map<String, Function<Input, Task<?>>> FUNCTIONS =
      Map.of("primal", RungeKutta::primal, "gradient", RungeKutta::gradient);

  private RungeKutta() {}

  private static Task<?> primal(Input input) {
    Value x = x(input);
    int steps = input.count("s");
    return Task.of(() -> solved(x, steps).data().toArray());
  }

  /** That of the last number. */
  private static Task<?> gradient(Input input) {
    Value x = x(input);
    int steps = input.count("s");
    return Task.of(() -> Gradient.of(v -> solved(v, steps).get(-1), x).data().toArray());
  }

  private static Value x(Input input) {
    Tensor x = input.tensor("x", 1);
    checkArgument(x.shape().size(0) > 0, "x: is empty");
    return Value.constant(x);
  }

  private static Value solved(Value x, int steps) {
    double h = 2.0 / steps;
    Value y = x.filled(0);
    for (int i = 0; i < steps; i++) {
      Value k1 = slope(x, y);
      Value k2 = slope(x, y.add(k1.mul(h / 2)));
      Value k3 = slope(x, y.add(k2.mul(h / 2)));
      Value k4 = slope(x, y.add(k3.mul(h)));
      y = y.add(k1.add(k2.add(k3).mul(2)).add(k4).mul(h / 6));
    }
    return y;
  }

  private static Value slope(Value x, Value y) {
    Value one = Value.constant(Tensor.ones(1));
    return x.mul(Value.concat(List.of(one, y.slice(0, 0, y.shape().size(0) - 1)), 0));
  }
}
