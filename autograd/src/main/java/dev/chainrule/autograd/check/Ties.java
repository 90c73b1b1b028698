package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/**
 * Tells whether a calculation came by a point where one of its operations has no unique derivative.
 */
final class Ties {
  private Ties() {}

  static boolean isAtOne(Value result) {
    return Order.of(result).stream().anyMatch(Ties::madeAtTie);
  }

  private static boolean madeAtTie(Value value) {
    Operation operation = value.operation().orElse(null);
    List<Value> inputs = value.inputs();
    for (int i = 0; i < inputs.size() && operation != null; i++) {
      Domain domain = operation.domain(i);
      Tensor x = inputs.get(i).data();
      boolean isTie = domain.hasTies() && i > 0 && holds(x.equalTo(inputs.get(0).data()));
      if (isTie || isAtKink(domain, x)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAtKink(Domain domain, Tensor x) {
    return domain.kinks().stream().anyMatch(kink -> holds(x.equalTo(kink)));
  }

  private static boolean holds(Tensor mask) {
    return mask.sum().item() > 0;
  }
}
