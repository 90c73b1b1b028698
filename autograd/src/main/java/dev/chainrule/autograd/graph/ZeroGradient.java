package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds where a gradient becomes zero on its way from a result to a variable. An element is live if
 * its cotangent is not 0. The way ends where live elements that were made of the variable send
 * nothing to those they were made of.
 */
final class ZeroGradient {
  private final Connection connection;
  private final ImmutableSet<Value> order; // the result first
  private final Gradients cotangents;
  private final Function<Value, boolean[]> madeOfVariable;
  private final Set<Cut> found = new LinkedHashSet<>();

  // For each value, the elements into which some use sends what is not 0.
  private final Map<Value, boolean[]> reached = new HashMap<>();

  private ZeroGradient(
      Connection connection,
      ImmutableSet<Value> order,
      Gradients cotangents,
      Function<Value, boolean[]> madeOfVariable) {
    this.connection = connection;
    this.order = order;
    this.cotangents = cotangents;
    this.madeOfVariable = madeOfVariable;
  }

  /**
   * Differentiates a result, or the sum of its elements, and lists the operations that make zero
   * what comes from there, as the program went; nothing if the gradient is not zero.
   *
   * @param ancestors of the result, each after what it was made of
   * @param connection from the variable to the result, which it reaches
   */
  static Optional<List<Cut>> cuts(
      Value result, List<Value> ancestors, Connection connection, Value variable) {
    ImmutableSet<Value> order = ImmutableSet.copyOf(Order.of(result));
    Gradients cotangents = result.gradients(result.data().filled(1), order.toArray(Value[]::new));
    Tensor gradient = cotangents.of(variable);
    if (gradient.shape().elements() > 0 && gradient.abs().max().item() != 0) {
      return Optional.empty();
    }
    Dependence dependence = new Dependence(ancestors, connection, variable);
    ZeroGradient byElement = new ZeroGradient(connection, order, cotangents, dependence::of);
    List<Cut> cuts = byElement.cuts();
    if (cuts.isEmpty()) { // what no live element was made of: look at whole values
      cuts =
          new ZeroGradient(connection, order, cotangents, value -> Masks.all(value.shape())).cuts();
    }
    return Optional.of(cuts.isEmpty() ? List.of(new Cut(Reason.UNKNOWN, Site.of(variable))) : cuts);
  }

  private List<Cut> cuts() {
    Set<Value> seen = new HashSet<>();
    for (Value value : order) {
      if (connection.reaches(value)) {
        addSums(value);
        if (value.operation().isPresent() && seen.add(value.siblings().get(0))) {
          for (int input = 0; input < value.inputs().size(); input++) {
            if (flows(value, input) && connection.reaches(value.inputs().get(input))) {
              follow(value.siblings(), input);
            }
          }
        }
      }
    }
    return ImmutableList.copyOf(found).reverse();
  }

  private static boolean flows(Value user, int input) {
    return user.inputs().get(input).isConnected() && !user.operation().orElseThrow().isFlat(input);
  }

  private boolean[] live(Value value) {
    return order.contains(value) ? Masks.nonZero(cotangents.of(value)) : Masks.none(value.shape());
  }

  /** Notes the elements to which several uses send what adds up to 0. */
  private void addSums(Value value) {
    boolean[] sums =
        Masks.andNot(reached.getOrDefault(value, Masks.none(value.shape())), live(value));
    add(Reason.CANCELLED, value, sums);
  }

  /** Looks at what an operation sends to an input. */
  private void follow(List<Value> results, int input) {
    Value user = results.get(0);
    Value to = user.inputs().get(input);
    boolean[] made = madeOfVariable.apply(to);
    List<Value> live = results.stream().filter(result -> Masks.any(live(result))).toList();
    boolean isMade = live.stream().anyMatch(result -> Masks.any(madeOfVariable.apply(result)));
    boolean isCrossing =
        live.stream()
            .anyMatch(result -> Masks.any(Masks.and(live(result), madeOfVariable.apply(result))));
    if (live.isEmpty() || !Masks.any(made) || (isMade && !isCrossing)) {
      return;
    }
    LinkProbe probe = LinkProbe.of(live, input, cotangents::of);
    boolean[] sent = Masks.and(probe.sent(), made);
    reached.merge(to, sent, Masks::or);
    Operation operation = user.operation().orElseThrow();
    if (operation.isPointwise() && user.shape().equals(to.shape())) {
      boolean[] lost = Masks.andNot(Masks.and(live(user), made), sent);
      if (Masks.any(lost)) {
        boolean[] underflown = Masks.and(lost, probe.sentByOnes());
        add(Reason.UNDERFLOW, user, underflown);
        add(zero(operation), user, Masks.andNot(lost, underflown));
      }
    } else if (!Masks.any(sent)) {
      Reason reason = reason(probe, made, operation);
      if (operation.isPointwise()) {
        add(reason, user, Masks.and(live(user), madeOfVariable.apply(user)));
      } else {
        found.add(new Cut(reason, Site.of(user)));
      }
    }
  }

  private static Reason reason(LinkProbe probe, boolean[] made, Operation operation) {
    if (Masks.any(Masks.and(probe.sentByScaled(), made))) {
      return Reason.UNDERFLOW;
    }
    return Masks.any(Masks.and(probe.sentByWeighted(), made)) ? Reason.CANCELLED : zero(operation);
  }

  private static Reason zero(Operation operation) {
    return operation.isChoice() ? Reason.NOT_CHOSEN : Reason.ZERO_DERIVATIVE;
  }

  private void add(Reason reason, Value value, boolean[] elements) {
    ImmutableIntArray.Builder places = ImmutableIntArray.builder();
    for (int i = 0; i < elements.length; i++) {
      if (elements[i]) {
        places.add(i);
      }
    }
    ImmutableIntArray cut = places.build();
    if (!cut.isEmpty()) {
      boolean isAll = cut.length() == elements.length;
      found.add(
          new Cut(reason, Site.of(value), isAll ? ImmutableIntArray.of() : cut, Optional.empty()));
    }
  }
}
