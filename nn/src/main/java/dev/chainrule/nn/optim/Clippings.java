package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** The kinds of clipping; each prints as the call that makes it. */
final class Clippings {
  static final Clipping NONE = new None();

  private Clippings() {}

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
      double norm = 0;
      for (Tensor gradient : gradients) {
        norm = Math.hypot(norm, gradient.norm2().item());
      }
      double factor = bound / norm;
      return norm > bound ? gradients.stream().map(g -> g.mul(factor)).toList() : gradients;
    }

    @Override
    public String toString() {
      return "byGlobalNorm(" + bound + ")";
    }
  }
}
