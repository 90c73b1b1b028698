package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** A rectifier, but for an exponential. */
final class Elu extends PointwiseUnary {
  private final double alpha;

  Elu(double alpha) {
    super("elu", Domain.ALL.withKinks(0.0));
    this.alpha = alpha;
  }

  @Override
  public double value(double x) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  // By what x is below 0, which has derivative 0 at 0: so has this one's derivative, as PyTorch's.
  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T slope = x.neg().relu().neg().exp().mul(alpha);
    return cotangent.mul(x.filled(1).where(x.greater(0), slope));
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public int cost() {
    return Traits.COSTLY;
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("alpha", alpha);
  }

  @Override
  public String toString() {
    return name() + "(" + alpha + ")";
  }
}
