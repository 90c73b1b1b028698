package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function's value and its gradient, of one run.
 *
 * @param value of the function: one number
 * @param gradient shaped like the input
 */
public record ValueAndGradient(Value value, Value gradient) {
  /**
   * Runs and differentiates a function of one value.
   *
   * @param x where
   * @throws IllegalArgumentException if the function's result has not exactly one element
   */
  public static ValueAndGradient of(UnaryOperator<Value> function, Value x) {
    Vjp vjp = Vjp.of(function, x);
    List<Value> gradient = vjp.pullBack(Gradient.one(vjp.value()));
    return new ValueAndGradient(vjp.value(), gradient.get(0));
  }
}
