package dev.chainrule.demos.gradbench;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.adbench.DiagonalLstm;
import java.util.List;

/** A diagonal LSTM: "lstm". */
final class Memory {
  private Memory() {}

  private static DiagonalLstm read(Input input) {
    return new DiagonalLstm(
        List.of(input.tensor("main_params", 2), input.tensor("extra_params", 2)),
        input.tensor("state", 2),
        input.tensor("sequence", 2));
  }

  static Task<?> objective(Input input) {
    DiagonalLstm lstm = read(input);
    List<Value> variables = lstm.variables();
    return Task.of(() -> lstm.objective(variables).item());
  }

  static Task<?> gradient(Input input) {
    DiagonalLstm lstm = read(input);
    List<Value> variables = lstm.variables();
    return Task.of(
        () -> {
          Gradients gradients = lstm.objective(variables).gradients();
          return Doubles.concat(
              gradients.of(variables.get(0)).toArray(), gradients.of(variables.get(1)).toArray());
        });
  }
}
