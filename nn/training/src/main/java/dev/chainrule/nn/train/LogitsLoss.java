package dev.chainrule.nn.train;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/** Gives a loss that takes logits a name to be printed by. */
record LogitsLoss(String name, Loss loss) implements Loss {
  @Override
  public Value of(Value outputs, Tensor targets) {
    return loss.of(outputs, targets);
  }

  @Override
  public boolean takesLogits() {
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
