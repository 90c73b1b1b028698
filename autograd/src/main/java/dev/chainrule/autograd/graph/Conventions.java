package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds where there is no derivative, and which one was taken by convention: an input at a kink,
 * inputs that are equal where one is chosen, a number exactly at the bound of a comparison.
 */
final class Conventions {
  private static final Set<String> ORDERS =
      Set.of("less", "lessOrEqual", "greater", "greaterOrEqual");

  private static final int MAX_MASK = 16; // operations that a mask is made of

  private final Names names;

  Conventions(Names names) {
    this.names = names;
  }

  /** Looks at one value, and the input that a path goes on with. */
  List<Finding> find(Value value, int input) {
    Operation operation = value.operation().orElseThrow();
    if (value.shape().elements() == 0) {
      return List.of();
    }
    if (!operation.isPointwise()) {
      boolean isExtreme = Structure.of(value) == Structure.EXTREME;
      return isExtreme ? sharedExtremes(value, input) : List.of();
    }
    List<Finding> found = new ArrayList<>(kinks(value, input, operation.domain(input)));
    if (operation.name().equals("maskedBy")) {
      found.addAll(bounds(value, input));
    }
    return found;
  }

  private List<Finding> kinks(Value value, int input, Domain domain) {
    List<Finding> found = new ArrayList<>();
    Tensor x = value.inputs().get(input).data();
    for (double kink : domain.kinks()) {
      String what = names.of(value.inputs().get(input)) + " is " + Decimals.of(kink) + ", a kink";
      add(found, Kind.KINK, value, input, x.equalTo(kink), what);
    }
    if (domain.hasTies() && value.inputs().get(0) != value.inputs().get(1)) {
      Tensor other = value.inputs().get(1 - input).data();
      add(found, Kind.TIE, value, input, x.equalTo(other), "its inputs are equal");
    }
    return found;
  }

  /** Numbers exactly at a bound by which a mask chooses, as in clamp, where and leakyRelu. */
  private List<Finding> bounds(Value value, int input) {
    List<Finding> found = new ArrayList<>();
    Deque<Value> open = new ArrayDeque<>(List.of(value.inputs().get(1)));
    for (int i = 0; i < MAX_MASK && !open.isEmpty(); i++) {
      Value mask = open.remove();
      List<Value> inputs = mask.inputs();
      boolean isOrder = mask.operation().filter(o -> ORDERS.contains(o.name())).isPresent();
      if (!isOrder) {
        open.addAll(inputs);
      } else if (mask.shape().broadcastsTo(value.shape())) {
        Tensor ties = inputs.get(0).data().equalTo(inputs.get(1).data());
        String what = names.of(inputs.get(0)) + " is at the bound " + names.of(inputs.get(1));
        add(found, Kind.KINK, value, input, ties, what);
      }
    }
    return found;
  }

  /** A mask of the elements at which both inputs are 0. */
  static Tensor atOrigin(Value value) {
    Tensor first = value.inputs().get(0).data().equalTo(0);
    return first.mul(value.inputs().get(1).data().equalTo(0));
  }

  private void add(
      Collection<Finding> found, Kind kind, Value value, int input, Tensor where, String what) {
    Tensor at = where.broadcastTo(value.shape());
    int count = Activity.count(at);
    if (count > 0) {
      double slope = Slopes.of(value, input).maskedBy(at).to(DType.FLOAT64).sum().item() / count;
      String by = names.of(value.inputs().get(input));
      String text =
          "%s: %s (%s); the derivative by %s is taken as %s there"
              .formatted(
                  names.of(value),
                  what,
                  Activity.some(count, at, "element"),
                  by,
                  Decimals.of(slope));
      found.add(new Finding(kind, value, text));
    }
  }

  private static String word(Value value) {
    return NameText.ofOperation(value.operation().orElseThrow().name());
  }

  private List<Finding> sharedExtremes(Value value, int input) {
    Tensor shares = PathSweep.along(value, value.data().filled(1), List.of(input)).get(1);
    int equal = Activity.count(shares.greater(0).mul(shares.less(1)));
    if (equal == 0) {
      return List.of();
    }
    String text =
        "%s: %s elements share the place of the %s; the gradient is divided evenly among equals"
            .formatted(names.of(value), equal, word(value));
    return List.of(new Finding(Kind.TIE, value, text));
  }
}
