package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.graph.Traverser;
import dev.chainrule.autograd.ConstantOrigin;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import java.util.List;
import java.util.Optional;

/**
 * What values were made of, as the graph says, and beyond constants, as far as a {@link
 * SourceLines} scope noted it.
 */
final class Ancestors {
  private Ancestors() {}

  /**
   * Lists a value and all that it was made of, each after what it was made of itself: roughly as
   * the program went.
   */
  static List<Value> of(Value result) {
    return ImmutableList.copyOf(
        Traverser.<Value>forGraph(Ancestors::inputs).depthFirstPostOrder(result));
  }

  /** Gives what a value was made of directly, in order. */
  static List<Value> inputs(Value value) {
    return value.operation().isPresent()
        ? value.inputs()
        : SourceLines.origin(value).map(ConstantOrigin::madeOf).orElse(ImmutableList.of());
  }

  /** Gives the operation that made a value, even if it was not recorded. */
  static Optional<Operation> operation(Value value) {
    return value.operation().or(() -> SourceLines.origin(value).flatMap(ConstantOrigin::operation));
  }
}
