package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a calculation came by a point where one of its operations has no unique derivative.
 */
final class Ties {
  private Ties() {}

  static boolean isAtOne(Value result) {
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Value> left = new ArrayDeque<>(List.of(result));
    while (!left.isEmpty()) {
      Value value = left.pop();
      if (seen.add(value)) {
        if (madeAtTie(value)) {
          return true;
        }
        left.addAll(value.inputs());
      }
    }
    return false;
  }

  private static boolean madeAtTie(Value value) {
    Operation operation = value.operation().orElse(null);
    List<Value> inputs = value.inputs();
    if (operation instanceof PointwiseUnary unary) {
      return isAtKink(unary.domain(), inputs.get(0).data());
    }
    return operation instanceof PointwiseBinary binary
        && isAtTie(binary, inputs.get(0).data(), inputs.get(1).data());
  }

  private static boolean isAtTie(PointwiseBinary binary, Tensor x, Tensor y) {
    return isAtKink(binary.domainX(), x)
        || isAtKink(binary.domainY(), y)
        || (binary.domainX().hasTies() && holds(x.equalTo(y)));
  }

  private static boolean isAtKink(Domain domain, Tensor x) {
    return domain.kinks().stream().anyMatch(kink -> holds(x.equalTo(kink)));
  }

  private static boolean holds(Tensor mask) {
    return mask.sum().item() > 0;
  }
}
