package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.chainrule.autograd.ConstantOrigin;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a gradient's way goes from a variable towards a result: which values it reaches, and
 * where it ends.
 */
final class Connection {
  private final Set<Value> reached = new HashSet<>(); // values are compared by identity
  private final List<Cut> cuts = new ArrayList<>();
  private final List<Cut> possible = new ArrayList<>();

  /**
   * Follows the ways from a variable.
   *
   * @param ancestors of the result, each after what it was made of
   */
  Connection(List<Value> ancestors, Value variable) {
    reached.add(variable);
    for (Value value : ancestors) {
      if (value != variable) {
        follow(value, variable);
      }
    }
  }

  /** Goes one step on, into a value, or notes that the way ends there. */
  private void follow(Value value, Value variable) {
    List<Value> inputs = Ancestors.inputs(value);
    if (inputs.stream().noneMatch(reached::contains)) {
      if (hasTensorOf(value, variable)) {
        possible.add(new Cut(Reason.SAME_TENSOR, Site.of(value)));
      }
      return;
    }
    if (value.operation().isEmpty()) {
      Reason reason = reason(SourceLines.origin(value).orElseThrow().kind());
      cuts.add(new Cut(reason, Site.of(value)));
      return;
    }
    int flat = -1;
    for (int i = 0; i < inputs.size(); i++) {
      if (reached.contains(inputs.get(i))) {
        if (!value.operation().get().isFlat(i)) {
          reached.add(value);
          return;
        }
        flat = i;
      }
    }
    InputSummary input = InputSummary.of(inputs.get(flat));
    cuts.add(new Cut(Reason.FLAT, Site.of(value), ImmutableIntArray.of(), Optional.of(input)));
  }

  /** Tells whether a leaf was given the very tensor that a variable holds. */
  private static boolean hasTensorOf(Value leaf, Value variable) {
    return leaf.operation().isEmpty() && leaf.shape().rank() > 0 && leaf.data() == variable.data();
  }

  /** Gives the reason why no gradient flows into what a constant was made of. */
  static Reason reason(ConstantOrigin.Kind kind) {
    return switch (kind) {
      case GIVEN -> Reason.COPIED;
      case DETACHED -> Reason.DETACHED;
      case RECORDING_OFF -> Reason.RECORDING_OFF;
      case COMPUTED -> Reason.CONSTANT;
    };
  }

  /** Tells whether a gradient's way leads from a value to the variable. */
  boolean reaches(Value value) {
    return reached.contains(value);
  }

  /** Lists where the ways end, in the order in which the program went. */
  List<Cut> cuts() {
    return ImmutableList.copyOf(cuts);
  }

  /** Lists the leaves that hold the variable's tensor, and so may have been made of it. */
  List<Cut> possibleCuts() {
    return ImmutableList.copyOf(possible);
  }
}
