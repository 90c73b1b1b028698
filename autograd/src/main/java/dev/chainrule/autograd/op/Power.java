package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Opcode;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

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
  private final DoubleUnaryOperator function;

  private Power(double exponent) {
    super("pow", exponent == Math.rint(exponent) && exponent >= 0 ? Domain.ALL : Domain.POSITIVE);
    this.exponent = exponent;
    this.function = function(exponent);
    if (exponent == 0) {
      declareFlat(0);
    }
  }

  /** The usual exponents are made once, for a rule is traced once for each operation. */
  static Power of(double exponent) {
    boolean small = exponent >= 0 && exponent <= INTERNED && exponent == Math.rint(exponent);
    return small ? WHOLE[(int) exponent] : new Power(exponent);
  }

  /** Products take a tenth of the time or less, and of three factors are right to two ulps. */
  private static DoubleUnaryOperator function(double exponent) {
    if (exponent == 2) {
      return x -> x * x;
    }
    return exponent == 3 ? x -> x * x * x : x -> Math.pow(x, exponent);
  }

  @Override
  public double value(double x) {
    return function.applyAsDouble(x);
  }

  @Override
  DoubleUnaryOperator function() {
    return function;
  }

  @Override
  @Nullable Opcode opcode() {
    return exponent == 2 ? Opcode.SQUARE : null;
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
    return exponent == 2 || exponent == 3 ? 1 : Traits.COSTLY;
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
