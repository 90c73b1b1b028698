package dev.chainrule.demos.gradbench;

import static dev.chainrule.demos.gradbench.GradientDescent.argMax;
import static dev.chainrule.demos.gradbench.GradientDescent.argMin;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.gradbench.Modes.Mode;
import java.util.List;
import java.util.function.Function;

/** Where the greatest x² - y² by y is least by x, both of two numbers. */
final class Saddle {
  private Saddle() {}

  static Function<Input, Task<?>> of(Mode outside, Mode inside) {
    return input -> {
      List<Value> start = Vectors.constants(input.tensor("start", 1).toArray());
      return Task.of(() -> found(outside, inside, start));
    };
  }

  private static double[] found(Mode outside, Mode inside, List<Value> start) {
    List<Value> x = argMin(at -> greatest(at, inside, start), outside, start);
    List<Value> y = argMax(at -> height(x, at), outside, start);
    return Doubles.concat(Vectors.numbers(x), Vectors.numbers(y));
  }

  /** The greatest height by y. */
  static Value greatest(List<Value> x, Mode inside, List<Value> start) {
    return height(x, argMax(y -> height(x, y), inside, start));
  }

  private static Value height(List<Value> x, List<Value> y) {
    return Vectors.squaredLength(x).sub(Vectors.squaredLength(y));
  }
}
