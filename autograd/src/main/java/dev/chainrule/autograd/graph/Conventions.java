package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.op.Domain;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * Finds where a derivative was taken by convention, and which one: an input at a kink, inputs that
 * are equal where one is chosen, a number exactly at the bound of a comparison.
 */
final class Conventions {
  /** Those of two inputs that have no derivative where both are 0. */
  static final Set<String> AT_ORIGIN = Set.of("hypot", "atan2");

  private final Names names;
  private final Predicate<Value> reachesVariable;

  /**
   * Looks at one explanation.
   *
   * @param reachesVariable tells whether a value changes with the variable, so that it leaves a
   *     bound at which it is
   */
  Conventions(Names names, Predicate<Value> reachesVariable) {
    this.names = names;
    this.reachesVariable = reachesVariable;
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
    if (operation.isOfVocabulary() && operation.name().equals("maskedBy")) {
      found.addAll(bounds(value, input));
    }
    if (operation.isOfVocabulary() && AT_ORIGIN.contains(operation.name())) {
      add(
          found,
          Kind.KINK,
          value,
          input,
          atOrigin(value),
          "both inputs are 0, where there is no derivative");
    }
    return found;
  }

  private List<Finding> kinks(Value value, int input, Domain domain) {
    List<Finding> found = new ArrayList<>();
    Tensor x = value.inputs().get(input).data();
    for (double kink : domain.kinks()) {
      String what =
          names.of(value.inputs().get(input)) + " is " + Decimals.literal(kink) + ", a kink";
      add(found, Kind.KINK, value, input, x.equalTo(kink), what);
    }
    if (domain.hasTies() && value.inputs().get(0) != value.inputs().get(1)) {
      Tensor other = value.inputs().get(1 - input).data();
      add(found, Kind.TIE, value, input, x.equalTo(other), "its inputs are equal");
    }
    return found;
  }

  /** A mask of the elements at which both inputs are 0. */
  static Tensor atOrigin(Value value) {
    Tensor first = value.inputs().get(0).data().equalTo(0);
    return first.mul(value.inputs().get(1).data().equalTo(0));
  }

  /** Numbers exactly at a bound by which a mask chooses, as in clamp, where and leakyRelu. */
  private List<Finding> bounds(Value value, int input) {
    List<Finding> found = new ArrayList<>();
    MaskTies mask = new MaskTies(value.inputs().get(1));
    for (Value comparison : mask.comparisons()) {
      List<Value> compared = comparison.inputs();
      if (compared.stream().anyMatch(reachesVariable)) {
        String what = names.of(compared.get(0)) + " is at the bound " + names.of(compared.get(1));
        add(found, Kind.KINK, value, input, mask.decidedBy(comparison), what);
      }
    }
    return found;
  }

  private void add(
      Collection<Finding> found, Kind kind, Value value, int input, Tensor where, String what) {
    Tensor at = where.broadcastTo(value.shape());
    int count = Activity.count(at);
    if (count > 0) {
      String text =
          "%s: %s (%s); the derivative by %s is taken as %s there"
              .formatted(
                  names.of(value),
                  what,
                  Activity.some(count, at, "element"),
                  names.of(value.inputs().get(input)),
                  slopes(value, input, at));
      found.add(new Finding(kind, value, text));
    }
  }

  /** Writes the slopes at some elements: the only one, or the smallest and the largest. */
  private static String slopes(Value value, int input, Tensor at) {
    double[] where = at.toArray();
    double[] slopes = Slopes.of(value, input).broadcastTo(value.shape()).toArray();
    DoubleStream.Builder chosen = DoubleStream.builder();
    for (int i = 0; i < slopes.length; i++) {
      if (where[i] != 0) {
        chosen.add(slopes[i] + 0.0); // not -0.0
      }
    }
    double[] sorted = chosen.build().distinct().sorted().toArray();
    String least = Decimals.of(sorted[0]);
    String most = Decimals.of(sorted[sorted.length - 1]);
    return sorted.length == 1 ? least : least + (sorted.length == 2 ? " or " : " to ") + most;
  }

  private List<Finding> sharedExtremes(Value value, int input) {
    Tensor shares = PathSweep.along(value, value.data().filled(1), List.of(input)).get(1);
    int equal = Activity.count(shares.greater(0).mul(shares.less(1)));
    if (equal == 0) {
      return List.of();
    }
    String text =
        "%s: %s elements share the place of the %s; the gradient is divided evenly among equals"
            .formatted(names.of(value), equal, value.operation().orElseThrow().name());
    return List.of(new Finding(Kind.TIE, value, text));
  }
}
