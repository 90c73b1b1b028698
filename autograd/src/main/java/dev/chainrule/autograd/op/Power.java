package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** The power with a constant exponent. */
final class Power extends PointwiseUnary {
  private static final int INTERNED = 8;
  private static final Power[] WHOLE = new Power[INTERNED + 1];

  static {
    for (int exponent = 0; exponent <= INTERNED; exponent++) {
      WHOLE[exponent] = new Power(exponent);
    }
  }

  private final double exponent;

  private Power(double exponent) {
    super("pow", exponent == Math.rint(exponent) && exponent >= 0 ? Domain.ALL : Domain.POSITIVE);
    this.exponent = exponent;
    if (exponent == 0) {
      declareFlat(0);
    }
  }

  /** The usual exponents are made once, for a rule is traced once for each operation. */
  static Power of(double exponent) {
    boolean small = exponent >= 0 && exponent <= INTERNED && exponent == Math.rint(exponent);
    return small ? WHOLE[(int) exponent] : new Power(exponent);
  }

  @Override
  public double value(double x) {
    return Math.pow(x, exponent);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return exponent == 0 ? x.filled(0) : cotangent.mul(x.pow(exponent - 1)).mul(exponent);
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
    return ImmutableMap.of("exponent", exponent);
  }

  @Override
  public String toString() {
    return name() + "(" + exponent + ")";
  }
}
