package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.adbench.GaussianMixture;
import java.util.List;
import java.util.Map;

/** A Gaussian mixture with a Wishart prior, as a posterior density: "gmm". */
final class Mixture {
  private Mixture() {}

  private static GaussianMixture read(Input input) {
    Tensor diagonals = input.tensor("q", 2);
    List<Tensor> start =
        List.of(
            input.tensor("alpha", 1),
            input.tensor("mu", 2),
            Tensor.concat(List.of(diagonals, input.tensor("l", 2)), 1));
    return new GaussianMixture(
        start, input.tensor("x", 2), input.number("gamma"), input.count("m"));
  }

  static Task<?> objective(Input input) {
    GaussianMixture mixture = read(input);
    List<Value> variables = mixture.variables();
    return Task.of(() -> mixture.logPosterior(variables).item());
  }

  static Task<?> gradient(Input input) {
    GaussianMixture mixture = read(input);
    List<Value> variables = mixture.variables();
    int d = variables.get(1).shape().size(1);
    return new Task<>(
        () -> {
          Gradients gradients = mixture.logPosterior(variables).gradients();
          return variables.stream().map(variable -> computed(gradients.of(variable))).toList();
        },
        all ->
            Map.of(
                "alpha", Nested.of(all.get(0)),
                "mu", Nested.of(all.get(1)),
                "q", Nested.of(all.get(2).slice(1, 0, d)),
                "l", Nested.of(all.get(2).sliceFrom(1, d))));
  }

  private static Tensor computed(Tensor tensor) {
    return Tensor.of(tensor.shape(), tensor.toArray());
  }
}
