package dev.chainrule.nn.optim;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a loss and gradients that are NaN or infinite, and says where in the calculation that
 * began: a step by them would spoil the parameters for good.
 */
final class FiniteGradients {
  private final String method;
  private final Map<String, Parameter> parameters;

  /**
   * Prepares to check.
   *
   * @param method that was called
   */
  FiniteGradients(String method, Map<String, Parameter> parameters) {
    this.method = method;
    this.parameters = parameters;
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
   * @param what they are called
   * @param gradients one for each parameter, in their order
   * @param loss that they are of, if it is known
   */
  void check(String what, List<Tensor> gradients, @Nullable Value loss) {
    Iterator<Tensor> next = gradients.iterator();
    for (String name : parameters.keySet()) {
      Tensor gradient = next.next();
      if (mayHoldInfinity(gradient)) {
        checkClosely(what, name, gradient, loss);
      }
    }
  }

  /**
   * Checks the squares that are kept of a gradient: the parameter would stand still for good where
   * one is infinite. The gradient itself does not tell, since they add up from step to step.
   */
  void checkSquares(String name, Tensor gradient, Tensor squares) {
    if (mayHoldInfinity(squares) && NotFinite.isIn(squares)) {
      throw new ArithmeticException(
          "%s: the gradient of %s is up to %s: too large to be squared in %s; make the loss smaller,"
                  .formatted(method, name, gradient.abs().max().item(), gradient.dtype())
              + " or clip gradients before");
    }
  }

  /** Checks what a parameter is to become: a huge step leads there from finite numbers, too. */
  void checkNext(ParameterStep step, Tensor next) {
    if (mayHoldInfinity(next) && NotFinite.isIn(next)) {
      throw new ArithmeticException(
          "%s: %s would become NaN or infinite: its gradient is up to %s, and the learning rate is"
                  .formatted(method, step.name(), step.gradient().abs().max().item())
              + " %s; make one of them smaller".formatted(step.rate()));
    }
  }

  /**
   * Says whether a closer look is needed. A sum costs little, and is finite for nearly every tensor
   * that is in order, and for no other.
   */
  private static boolean mayHoldInfinity(Tensor tensor) {
    Tensor all = tensor.shape().elements() == 1 ? tensor : tensor.sum();
    return !Double.isFinite(all.item());
  }

  private void checkClosely(String what, String name, Tensor gradient, @Nullable Value loss) {
    if (NotFinite.isIn(gradient)) {
      String origin =
          loss == null ? "" : NotFinite.backward(loss).map(found -> ": " + found).orElse("");
      throw new ArithmeticException(
          "%s: the %s of %s is not finite%s".formatted(method, what, name, origin));
    }
  }
}
