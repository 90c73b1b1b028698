package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import java.util.concurrent.atomic.AtomicInteger;

/** The function x² - 1, which counts how many numbers it computes. */
public final class Counted extends PointwiseUnary {
  private final AtomicInteger count = new AtomicInteger();

  public Counted() {
    super("counted");
  }

  /** How many numbers it has computed. */
  public int count() {
    return count.get();
  }

  @Override
  public double value(double x) {
    count.incrementAndGet();
    return x * x - 1;
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.mul(x).mul(2);
  }

  @Override
  public boolean isPure() {
    return true;
  }
}
