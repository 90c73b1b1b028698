package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Whether a calculation came by a point where one of its operations has no unique derivative. */
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
    if (value.operation instanceof PointwiseUnary unary && value.x != null) {
      return isAtKink(unary.domain(), value.x.data());
    }
    return value.operation instanceof PointwiseBinary binary
        && value.x != null
        && value.y != null
        && (isAtKink(binary.domainX(), value.x.data())
            || isAtKink(binary.domainY(), value.y.data())
            || (binary.domainX().hasTies() && holds(value.x.data().equalTo(value.y.data()))));
  }

  private static boolean isAtKink(Domain domain, Tensor x) {
    return domain.kinks().stream().anyMatch(kink -> holds(x.equalTo(kink)));
  }

  private static boolean holds(Tensor mask) {
    return mask.sum().item() > 0;
  }
}
