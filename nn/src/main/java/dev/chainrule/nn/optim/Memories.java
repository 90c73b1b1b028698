package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that an optimiser keeps from one step to the next: of each kind, such as means and squares, a
 * tensor for each parameter by its name. Each step fills new ones, which take the place of the old.
 */
final class Memories {
  private final Map<String, Map<String, Tensor>> kinds = new LinkedHashMap<>();

  /** Finds what is kept of a kind for a parameter. */
  @Nullable Tensor get(String kind, String parameter) {
    Map<String, Tensor> tensors = kinds.get(kind);
    return tensors == null ? null : tensors.get(parameter);
  }

  void put(String kind, String parameter, Tensor tensor) {
    Tensor unused =
        kinds.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(parameter, tensor.copy());
  }

  /** Gives everything, by the parameter's name and then the kind. */
  Map<String, Tensor> state() {
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    kinds.forEach(
        (kind, tensors) -> tensors.forEach((name, tensor) -> state.put(name + "." + kind, tensor)));
    return state.buildOrThrow();
  }

  /**
   * Makes memories of what {@link #state} gave.
   *
   * @param steps that were taken; before the first, nothing is kept yet
   * @param kept the kinds that are kept for a parameter of this name
   * @throws IllegalArgumentException if it does not fit
   */
  static Memories of(
      Map<String, Tensor> state,
      long steps,
      Map<String, Parameter> parameters,
      Function<String, List<String>> kept) {
    Memories memories = new Memories();
    ImmutableMap.Builder<String, Parameter> expected = ImmutableMap.builder();
    parameters.forEach(
        (name, parameter) -> {
          for (String kind : kept.apply(name)) {
            expected.put(name + "." + kind, parameter);
            Tensor tensor = state.get(name + "." + kind);
            if (tensor != null) {
              Optimizer.checkFits("restore: " + kind + " of ", name, parameter, tensor);
              memories.put(kind, name, tensor);
            }
          }
        });
    Set<String> all = steps == 0 ? Set.of() : expected.buildOrThrow().keySet();
    checkArgument(
        state.keySet().equals(all),
        "restore: after %s steps this optimiser keeps %s, and there is %s",
        steps,
        all,
        state.keySet());
    return memories;
  }
}
