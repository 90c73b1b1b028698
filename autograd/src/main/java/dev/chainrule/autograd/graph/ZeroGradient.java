package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where a gradient becomes zero on its way from a result to a variable. */
final class ZeroGradient {
  private final Connection connection;
  private final ImmutableSet<Value> order; // the result first
  private final Gradients cotangents;

  // For a value whose cotangent is zero in some elements: the operation that made it so.
  private final Map<Value, Value> zeroMakers = new HashMap<>();

  /**
   * Differentiates a result, or the sum of its elements.
   *
   * @param connection from a variable to the result, which it reaches
   */
  ZeroGradient(Value result, Connection connection) {
    this.connection = connection;
    this.order = ImmutableSet.copyOf(Order.of(result));
    this.cotangents = result.gradients(result.data().filled(1), order.toArray(Value[]::new));
  }

  /** Tells whether the cotangent of a value on the way is zero. */
  boolean isZero(Value value) {
    return isZero(cotangent(value));
  }

  private static boolean isZero(Tensor tensor) {
    return tensor.shape().elements() == 0 || tensor.abs().max().item() == 0;
  }

  private Tensor cotangent(Value value) {
    return order.contains(value) ? cotangents.of(value) : value.data().filled(0);
  }

  /** Lists the operations that make zero what comes from the result, as the program went. */
  List<Cut> cuts() {
    Set<Cut> found = new LinkedHashSet<>();
    for (Value user : order) {
      if (connection.reaches(user) && !isZero(user)) {
        for (int i = 0; i < user.inputs().size(); i++) {
          Value input = user.inputs().get(i);
          if (connection.reaches(input) && !isFlat(user, i) && hasZero(cotangent(input))) {
            Value maker = zeroMakers.getOrDefault(user, user);
            Value unused = zeroMakers.putIfAbsent(input, maker);
            if (isZero(input)) {
              found.add(cut(user, input));
            }
          }
        }
      }
    }
    return ImmutableList.copyOf(found).reverse();
  }

  private static boolean isFlat(Value user, int input) {
    return user.operation().orElseThrow().isFlat(input);
  }

  private Cut cut(Value user, Value input) {
    if (Contribution.anyMatch(user, input, this::cotangent, sent -> !isZero(sent))) {
      return new Cut(Reason.CANCELLED, Site.of(input)); // by what other uses of it send
    }
    // What a sum or a join passes on as it is may have been zero in the elements that count here.
    boolean isPassedOn =
        Contribution.anyMatch(user, input, ZeroGradient::ones, sent -> !isZero(sent));
    Value maker = isPassedOn ? zeroMakers.getOrDefault(user, user) : user;
    boolean isChoice = maker.operation().orElseThrow().isChoice();
    return new Cut(isChoice ? Reason.NOT_CHOSEN : Reason.ZERO_DERIVATIVE, Site.of(maker));
  }

  private static Tensor ones(Value value) {
    return value.data().filled(1);
  }

  private static boolean hasZero(Tensor tensor) {
    return tensor.shape().elements() == 0 || tensor.abs().min().item() == 0;
  }
}
