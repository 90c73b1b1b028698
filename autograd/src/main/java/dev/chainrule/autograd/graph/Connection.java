package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.ConstantOrigin;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Cut.Reason;
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
  private final ImmutableList<Cut> cuts;

  /**
   * Follows the ways from a variable.
   *
   * @param ancestors of the result, each after what it was made of
   */
  Connection(List<Value> ancestors, Value variable) {
    ImmutableList.Builder<Cut> found = ImmutableList.builder();
    reached.add(variable);
    for (Value value : ancestors) {
      if (value != variable) {
        follow(value, variable).ifPresent(reason -> found.add(new Cut(reason, Site.of(value))));
      }
    }
    cuts = found.build();
  }

  /** Goes one step on, into a value; gives the reason if the way ends there. */
  private Optional<Reason> follow(Value value, Value variable) {
    List<Value> inputs = Ancestors.inputs(value);
    if (inputs.stream().noneMatch(reached::contains)) {
      return hasNumbersOf(value, variable) ? Optional.of(Reason.COPIED) : Optional.empty();
    }
    if (value.operation().isEmpty()) {
      return SourceLines.origin(value).map(ConstantOrigin::kind).map(Connection::reason);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (reached.contains(inputs.get(i)) && !value.operation().get().isFlat(i)) {
        reached.add(value);
        return Optional.empty();
      }
    }
    return Optional.of(Reason.FLAT);
  }

  /** Tells whether a leaf was given the very tensor that a variable holds, to be seen in any. */
  private static boolean hasNumbersOf(Value leaf, Value variable) {
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
    return cuts;
  }
}
