package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** What is done to gradients that are too large. */
@FunctionalInterface
public interface Clipping {
  /** The gradients of all parameters, clipped. */
  List<Tensor> clip(List<Tensor> gradients);

  /** Nothing. */
  static Clipping none() {
    return gradients -> gradients;
  }

  /**
   * Each element by itself, to [-bound, bound].
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static Clipping byValue(double bound) {
    checkArgument(bound > 0, "clip: bound %s must be positive", bound);
    return gradients -> gradients.stream().map(g -> g.clamp(-bound, bound)).toList();
  }

  /**
   * All by the same factor, so that the square root of the sum of all squares is at most the bound
   * (R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks,
   * ICML 2013, algorithm 1).
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static Clipping byGlobalNorm(double bound) {
    checkArgument(bound > 0, "clip: bound %s must be positive", bound);
    return gradients -> {
      double norm = 0;
      for (Tensor gradient : gradients) {
        norm = Math.hypot(norm, gradient.norm2().item());
      }
      double factor = bound / norm;
      return norm > bound ? gradients.stream().map(g -> g.mul(factor)).toList() : gradients;
    };
  }
}
