package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** The kinds of clipping; each prints as the call that makes it. */
final class Clippings {
  static final Clipping NONE = new None();

  private Clippings() {}

  /** Gives the norm of one tensor, also where a square of its elements would overflow. */
  static double norm(Tensor tensor) {
    double norm = tensor.norm2().item();
    if (Double.isFinite(norm)) {
      return norm;
    }
    double largest = tensor.abs().max().item();
    return largest * tensor.div(largest).norm2().item();
  }

  private record None() implements Clipping {
    @Override
    public List<Tensor> clip(List<Tensor> gradients) {
      return gradients;
    }

    @Override
    public String toString() {
      return "none()";
    }
  }

  record ByValue(double bound) implements Clipping {
    @Override
    public List<Tensor> clip(List<Tensor> gradients) {
      return gradients.stream().map(g -> g.clamp(-bound, bound)).toList();
    }

    @Override
    public String toString() {
      return "byValue(" + bound + ")";
    }
  }

  record ByGlobalNorm(double bound) implements Clipping {
    @Override
    public List<Tensor> clip(List<Tensor> gradients) {
      double norm = Clipping.globalNorm(gradients);
      double factor = bound / norm;
      return norm > bound ? gradients.stream().map(g -> g.mul(factor)).toList() : gradients;
    }

    @Override
    public String toString() {
      return "byGlobalNorm(" + bound + ")";
    }
  }
}
