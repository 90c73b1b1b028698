package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of tensors along one element of one of them.
 *
 * @param input which tensor
 * @param at which of its elements
 */
record GraphLine(
    Target target, List<Tensor> inputs, int input, int at, double roundoff, double here)
    implements Line {

  @Override
  public double[] terms(double number) {
    return target.terms(variables(number));
  }

  @Override
  public double rule(double number) {
    List<Value> variables = variables(number);
    Value wanted = variables.get(input);
    double derivative = target.total(variables).gradients(wanted).of(wanted).toArray()[at];
    return derivative / target.weight();
  }

  @Override
  public Optional<Trail> trail(double step) {
    try {
      return Trail.of(parts(here), parts(here - step), parts(here + step));
    } catch (RuntimeException e) { // outside of where the function is defined
      return Optional.empty();
    }
  }

  private List<Value> parts(double number) {
    return target.parts().apply(variables(number));
  }

  private List<Value> variables(double number) {
    Tensor input = inputs.get(this.input);
    double[] numbers = input.toArray();
    numbers[at] = number;
    List<Tensor> moved = new ArrayList<>(inputs);
    moved.set(this.input, Tensor.of(input.shape(), numbers).to(input.dtype()));
    return moved.stream().map(Value::of).toList();
  }
}
