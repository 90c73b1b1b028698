package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One factor of the chain rule: the derivative of a value by one of the inputs that it was computed
 * from.
 *
 * @param value what is differentiated
 * @param input by what
 * @param name what the value is called, such as {@code predicted}
 * @param inputName what the input is called
 * @param formula of the derivative in the names of values, such as {@code 2 (observed -
 *     predicted)}; a few words for an operation that has none
 * @param movement how the cotangent is added up or moved on its way, in words, such as {@code
 *     summed over 3 elements}; empty if it is not
 * @param derivative at each element of the value; none for an operation that is not a function of
 *     single elements
 * @param gain how many times larger the cotangent is after this link than before, on this path, by
 *     its Euclidean norm
 */
public record Factor(
    Value value,
    Value input,
    String name,
    String inputName,
    String formula,
    String movement,
    Optional<Tensor> derivative,
    double gain) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(e-?[0-9]+)?(/[0-9]+)?");

  /** Writes this in a line: {@code dy/dx = 2 x = 6, gain 6}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("d" + name + "/d" + inputName + " = ").append(formula);
    if (derivative.isPresent() && !NUMBER.matcher(formula).matches()) {
      text.append(" = ").append(Decimals.of(derivative.get()));
    }
    if (!movement.isEmpty()) {
      text.append(", ").append(movement);
    }
    return text.append("; gain ").append(Decimals.of(gain)).toString();
  }
}
