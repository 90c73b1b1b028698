package dev.chainrule.nn.optim;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a loss and gradients that are NaN or infinite, and says where in the calculation that
 * began: a step by them would spoil the parameters for good.
 */
final class FiniteGradients {
  // Squares of less than that do not overflow.
  private static final double LARGE = 1e150;
  private static final double LARGE_FLOAT = 1e18;

  private final String method;
  private final Map<String, Parameter> parameters;
  private final Predicate<String> keepsSquares;

  /**
   * Prepares to check.
   *
   * @param method that was called
   * @param keepsSquares whether squares are kept of the gradients of a parameter
   */
  FiniteGradients(
      String method, Map<String, Parameter> parameters, Predicate<String> keepsSquares) {
    this.method = method;
    this.parameters = parameters;
    this.keepsSquares = keepsSquares;
  }

  void checkLoss(Value loss) {
    double number = loss.item();
    if (!Double.isFinite(number)) {
      String origin =
          NotFinite.forward(loss, this::leaf).orElse("every value on the way to it is finite");
      throw new ArithmeticException(method + ": the loss is " + number + ": " + origin);
    }
  }

  private String leaf(Value leaf) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getValue().value() == leaf)
        .findFirst()
        .map(entry -> "parameter " + entry.getKey() + " holds one already")
        .orElse("an input holds one already");
  }

  /**
   * Checks gradients.
   *
   * @param gradients one for each parameter, in their order
   * @param loss that they are of, if it is known
   */
  void check(List<Tensor> gradients, @Nullable Value loss) {
    Iterator<Tensor> next = gradients.iterator();
    for (String name : parameters.keySet()) {
      Tensor gradient = next.next();
      // A sum costs little, and tells of nearly every gradient that it is in order; only where it
      // does not is there a closer look.
      double largest = gradient.dtype() == DType.FLOAT64 ? LARGE : LARGE_FLOAT;
      if (!(Math.abs(gradient.sum().item()) < largest)) {
        checkClosely(name, gradient, loss);
      }
    }
  }

  private void checkClosely(String name, Tensor gradient, @Nullable Value loss) {
    if (NotFinite.isIn(gradient)) {
      String origin =
          loss == null ? "" : NotFinite.backward(loss).map(text -> ": " + text).orElse("");
      throw new ArithmeticException(
          method + ": the gradient of " + name + " is not finite" + origin);
    }
    if (keepsSquares.test(name) && NotFinite.isIn(gradient.square())) {
      throw new ArithmeticException(
          "%s: the gradient of %s is up to %s: too large to be squared in %s; make the loss smaller,"
                  .formatted(method, name, gradient.abs().max().item(), gradient.dtype())
              + " or clip gradients before");
    }
  }
}
