package dev.chainrule.nn.train;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.BinaryOperator;

/** Gives a loss a name to be printed by. */
record NamedLoss(String name, Loss loss) implements Loss {
  /** Names a loss that takes its targets as a constant. */
  static NamedLoss of(String name, BinaryOperator<Value> loss) {
    return new NamedLoss(name, (outputs, targets) -> loss.apply(outputs, Value.constant(targets)));
  }

  @Override
  public Value of(Value outputs, Tensor targets) {
    return loss.of(outputs, targets);
  }

  @Override
  public String toString() {
    return name;
  }
}
