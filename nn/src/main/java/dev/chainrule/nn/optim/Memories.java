package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that an optimiser keeps from step to step: memories by name, such as means and squares. */
final class Memories {
  private final Map<String, Memory> memories = new LinkedHashMap<>();

  /** Begins with nothing. */
  Memories() {}

  /** Copies what others hold; from then on each goes its own way. */
  Memories(Memories from) {
    from.memories.forEach((kept, memory) -> memories.put(kept, memory.copy()));
  }

  /** Finds a memory, or makes one. */
  Memory memory(String kept) {
    return memories.computeIfAbsent(kept, k -> new Memory());
  }

  /** Gives everything, by the parameter's name and then the memory's. */
  Map<String, Tensor> state() {
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    memories.forEach(
        (kept, memory) ->
            memory.tensors().forEach((name, tensor) -> state.put(name + "." + kept, tensor)));
    return state.buildOrThrow();
  }

  /**
   * Takes what {@link #state} gave.
   *
   * @throws IllegalArgumentException if it does not fit; nothing has changed then
   */
  void restore(Map<String, Tensor> state, Map<String, Parameter> parameters) {
    Map<String, Map<String, Tensor>> found = new LinkedHashMap<>();
    int count = 0;
    for (String kept : memories.keySet()) {
      Map<String, Tensor> tensors = found(kept, state, parameters);
      found.put(kept, tensors);
      count += tensors.size();
    }
    checkArgument(
        count == state.size(),
        "restore: this optimiser keeps %s for each of %s, not %s",
        memories.keySet(),
        parameters.keySet(),
        state.keySet());
    found.forEach((kept, tensors) -> memory(kept).replace(tensors));
  }

  /** Finds what a state has of one kind for each parameter; for all of them, or for none. */
  private static Map<String, Tensor> found(
      String kept, Map<String, Tensor> state, Map<String, Parameter> parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          Tensor tensor = state.get(name + "." + kept);
          if (tensor != null) {
            Optimizer.checkFits("restore: " + kept + " of ", name, parameter, tensor);
            tensors.put(name, tensor);
          }
        });
    checkArgument(
        tensors.isEmpty() || tensors.size() == parameters.size(),
        "restore: there is a %s of %s alone, not of each of %s",
        kept,
        tensors.keySet(),
        parameters.keySet());
    return tensors;
  }
}
