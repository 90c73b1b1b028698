package dev.chainrule.autograd.page;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What derivative rules did, instruction by instruction: each writes the next register. The first
 * registers hold the values of the forward pass.
 */
final class Tape {
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Call, Traced> known = new HashMap<>();
  private final int first;

  /**
   * Is one instruction: an operation on registers, or, without one, numbers that are given.
   *
   * @param data what came out when it was traced
   * @param result which of the operation's results it is
   */
  record Instruction(
      @Nullable Operation operation, List<Integer> inputs, int result, Tensor data) {}

  /** The same operation on the same registers gives the same, so it is written down once. */
  private record Call(@Nullable Operation operation, List<Integer> inputs, int result, Object of) {}

  /**
   * Begins with no instruction.
   *
   * @param first the register that the first instruction writes
   */
  Tape(int first) {
    this.first = first;
  }

  /** Gives numbers that do not depend on anything. */
  Traced constant(Tensor data) {
    boolean isNumber = data.shape().rank() == 0;
    Object of = isNumber ? List.of(data.dtype(), data.item()) : data;
    return add(new Call(null, ImmutableList.of(), 0, of), data);
  }

  /** Gives one of the results of an operation. */
  Traced result(Tensor data, Operation operation, List<Traced> inputs, int result) {
    List<Integer> registers =
        inputs.stream().map(Traced::register).collect(ImmutableList.toImmutableList());
    return add(new Call(operation, registers, result, ""), data);
  }

  private Traced add(Call call, Tensor data) {
    Traced before = known.get(call);
    if (before != null) {
      return before;
    }
    Traced added = new Traced(this, data, first + instructions.size());
    instructions.add(new Instruction(call.operation, call.inputs, call.result, data));
    known.put(call, added);
    return added;
  }

  /** Lists the instructions. */
  List<Instruction> instructions() {
    return ImmutableList.copyOf(instructions);
  }

  /**
   * Tells which instructions some registers need: what a rule computed for an input that wants no
   * gradient is left out.
   */
  BitSet needed(Iterable<Integer> registers) {
    BitSet needed = new BitSet();
    registers.forEach(register -> mark(needed, register));
    for (int i = instructions.size() - 1; i >= 0; i--) {
      if (needed.get(i)) {
        instructions.get(i).inputs.forEach(register -> mark(needed, register));
      }
    }
    return needed;
  }

  private void mark(BitSet needed, int register) {
    if (register >= first) {
      needed.set(register - first);
    }
  }
}
