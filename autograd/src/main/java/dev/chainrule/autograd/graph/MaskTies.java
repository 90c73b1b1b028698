package dev.chainrule.autograd.graph;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks into a mask that was made, element by element, of comparisons: at which elements does the
 * mask depend on how a comparison of equal numbers comes out?
 */
final class MaskTies {
  private static final Set<String> ORDERS =
      Set.of("less", "lessOrEqual", "greater", "greaterOrEqual");

  private static final int MAX_VALUES = 16; // that a mask is made of

  private final Value mask;
  private final List<Value> made = new ArrayList<>(); // inputs first, the mask last

  MaskTies(Value mask) {
    this.mask = mask;
    Deque<Value> open = new ArrayDeque<>(List.of(mask));
    while (!open.isEmpty() && made.size() < MAX_VALUES) {
      Value next = open.remove();
      if (next.operation().isPresent() && Slopes.isPointwise(next)) {
        made.remove(next); // it stands before all that it was used for
        made.add(next);
        open.addAll(isOrder(next) ? List.of() : next.inputs());
      }
    }
    Collections.reverse(made);
  }

  /** Lists the comparisons by order, those nearest to the mask first. */
  List<Value> comparisons() {
    return Lists.reverse(made).stream().filter(MaskTies::isOrder).toList();
  }

  private static boolean isOrder(Value value) {
    Operation operation = value.operation().orElseThrow();
    return operation.isOfVocabulary() && ORDERS.contains(operation.name());
  }

  /** Finds the elements of the mask that change with a comparison where its inputs are equal. */
  Tensor decidedBy(Value comparison) {
    Tensor ties = comparison.inputs().get(0).data().equalTo(comparison.inputs().get(1).data());
    Tensor with = maskIf(comparison, comparison.data().maximum(ties));
    Tensor without = maskIf(comparison, comparison.data().maskedBy(ties.not()));
    return with.notEqualTo(0).notEqualTo(without.notEqualTo(0));
  }

  private Tensor maskIf(Value comparison, Tensor outcome) {
    Map<Value, Tensor> known = new HashMap<>();
    known.put(comparison, outcome);
    for (Value value : made) {
      if (!known.containsKey(value)) {
        known.put(value, computed(value, known));
      }
    }
    return known.getOrDefault(mask, mask.data());
  }

  private static Tensor computed(Value value, Map<Value, Tensor> known) {
    List<Value> inputs = value.inputs();
    if (inputs.stream().noneMatch(known::containsKey)) {
      return value.data();
    }
    Tensor x = known.getOrDefault(inputs.get(0), inputs.get(0).data());
    Value last = inputs.get(inputs.size() - 1);
    Tensor y = known.getOrDefault(last, last.data());
    Program.Builder program = new Program.Builder(3);
    int[] registers = inputs.size() == 1 ? new int[] {0} : new int[] {0, 1};
    int made = program.apply(value.operation().orElseThrow(), registers);
    return program.build(made).run(x, y, y, y);
  }
}
