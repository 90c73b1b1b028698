package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.Gradient;

/** The square of a number, and its derivative. */
final class Hello {
  private Hello() {}

  static Task<?> square(Input input) {
    Value x = Value.constant(input.number());
    return Task.of(() -> x.square().item());
  }

  static Task<?> slope(Input input) {
    Value x = Value.constant(input.number());
    return Task.of(() -> Gradient.of(Value::square, x).item());
  }
}
