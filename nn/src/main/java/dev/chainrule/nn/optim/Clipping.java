package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** Makes gradients smaller that are too large. */
@FunctionalInterface
public interface Clipping {
  /**
   * Clips the gradients of all parameters.
   *
   * @param gradients of any shapes
   * @return the same number of tensors, in the same shapes and order
   */
  List<Tensor> clip(List<Tensor> gradients);

  /**
   * Computes the norm of all gradients together: the square root of the sum of all squares. To be
   * looked at, or logged; {@link #byGlobalNorm} bounds it.
   */
  static double globalNorm(List<Tensor> gradients) {
    double norm = 0;
    for (Tensor gradient : gradients) {
      norm = Math.hypot(norm, Clippings.norm(gradient));
    }
    return norm;
  }

  /** Leaves gradients as they are. */
  static Clipping none() {
    return Clippings.NONE;
  }

  /**
   * Clips each element by itself to [-bound, bound].
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static Clipping byValue(double bound) {
    checkArgument(bound > 0, "byValue: bound %s must be positive", bound);
    return new Clippings.ByValue(bound);
  }

  /**
   * Scales all by the same factor, so that the square root of the sum of all squares is at most the
   * bound (R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural
   * networks, ICML 2013, algorithm 1).
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static Clipping byGlobalNorm(double bound) {
    checkArgument(bound > 0, "byGlobalNorm: bound %s must be positive", bound);
    return new Clippings.ByGlobalNorm(bound);
  }
}
