package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.demos.gradbench.Modes.Mode;
import java.util.List;
import java.util.function.Function;

/**
 * Gradient descent with a step that doubles after ten successes and halves after a failure, until
 * the gradient or the step is no longer than 1e-5. It is written in values: where it ends can be
 * differentiated.
 */
final class GradientDescent {
  private static final double SHORT = 1e-5;
  private static final int SUCCESSES = 10;

  private GradientDescent() {}

  /** Finds where a function is least. */
  static List<Value> argMin(Function<List<Value>, Value> function, Mode mode, List<Value> start) {
    List<Value> x = start;
    Value value = function.apply(x);
    List<Value> gradient = mode.gradient(function, x);
    double size = 1e-5;
    int successes = 0;
    while (Math.sqrt(Vectors.squaredLength(gradient).item()) > SHORT) {
      if (successes == SUCCESSES) {
        size *= 2;
        successes = 0;
      }
      List<Value> next = Vectors.moved(x, gradient, -size);
      if (Vectors.distance(x, next) <= SHORT) {
        return x;
      }
      Value nextValue = function.apply(next);
      if (nextValue.item() < value.item()) {
        x = next;
        value = nextValue;
        gradient = mode.gradient(function, x);
        successes++;
      } else {
        size /= 2;
        successes = 0;
      }
    }
    return x;
  }

  /** Finds where a function is greatest. */
  static List<Value> argMax(Function<List<Value>, Value> function, Mode mode, List<Value> start) {
    return argMin(x -> function.apply(x).neg(), mode, start);
  }
}
