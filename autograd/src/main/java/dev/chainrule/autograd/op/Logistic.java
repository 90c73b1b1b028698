package dev.chainrule.autograd.op;

/** The logistic function 1 / (1 + e⁻ˣ), and what is made of it. Tails keep all their digits. */
final class Logistic {
  private static final double UNDERFLOW = 700; // e⁻ˣ has from here on no longer all its digits
  private static final double TINY = 1e-9; // the square of this is nothing beside 1
  private static final double NEAR_ONE = 0.875; // from here on, what is missing to 1 has few digits

  // √(8/π), and what the number for 0.044715 stands for, in the approximation of gelu.
  private static final DoubleDouble SLOPE =
      new DoubleDouble(1.5957691216057308, -9.96930880911092e-17);

  /** What x³ counts in the argument of {@link #geluTanh}. */
  static final double CUBIC = 0.044715;

  /** √(2/π), with which that argument begins. */
  static final double LINEAR = Math.sqrt(2 / Math.PI);

  private static final double FAR = 30; // from here on, that is 0 or 1

  private Logistic() {}

  static double value(double x) {
    return timesValue(1, DoubleDouble.of(x));
  }

  /** x times the logistic function. */
  static double silu(double x) {
    if (x == 0 || x == Double.NEGATIVE_INFINITY) {
      return Math.copySign(0, x);
    }
    return timesValue(x, DoubleDouble.of(x));
  }

  /** Of x - y, which is not rounded; 0 for x = -Infinity. */
  static double ofDifference(double x, double y) {
    if (x == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double difference = x - y;
    boolean isFinite = Double.isFinite(difference);
    return timesValue(1, isFinite ? DoubleDouble.sum(x, -y) : DoubleDouble.of(difference));
  }

  private static double timesValue(double factor, DoubleDouble x) {
    if (x.high() < -UNDERFLOW) {
      return DoubleDouble.of(factor).timesExp(x);
    }
    if (x.high() > UNDERFLOW) {
      return factor;
    }
    return DoubleDouble.of(factor).over(x.neg().exp().plus(1)).value();
  }

  /** The derivative at x where the function is y. */
  static double slope(double x, double y) {
    if (y > NEAR_ONE) {
      double e = Math.exp(-x);
      return e / ((1 + e) * (1 + e));
    }
    return y * (1 - y);
  }

  /** The hyperbolic tangent, by that e²ˣ - 1 = (e²ˣ + 1) tanh(x). */
  static double tanh(double x) {
    double a = Math.abs(x);
    if (a < TINY) {
      return x;
    }
    DoubleDouble above = DoubleDouble.of(2 * Math.min(a, 20)).expLessOne();
    return Math.copySign(above.over(above.plus(2)).value(), x);
  }

  /** The derivative of the hyperbolic tangent at x where that is y. */
  static double tanhSlope(double x, double y) {
    if (Math.abs(y) > NEAR_ONE) {
      double e = Math.exp(-2 * Math.abs(x));
      return 4 * e / ((1 + e) * (1 + e));
    }
    return (1 - y) * (1 + y);
  }

  /** x times the logistic function of √(8/π) (x + 0.044715 x³). */
  static double geluTanh(double x) {
    return x < -FAR ? -0.0 : x > FAR || x == 0 ? x : timesValue(x, geluArgument(x));
  }

  /** The logistic function of √(8/π) (x + 0.044715 x³). */
  static double gate(double x) {
    return x < -FAR ? 0 : x > FAR ? 1 : timesValue(1, geluArgument(x));
  }

  /** The derivative of {@link #gate}. */
  static double gateSlope(double x) {
    if (Math.abs(x) > FAR) {
      return 0;
    }
    DoubleDouble argument = geluArgument(Math.abs(x));
    double e = Math.exp(-argument.high());
    double inner = 2 * LINEAR * (1 + 3 * CUBIC * x * x);
    return DoubleDouble.of(inner / ((1 + e) * (1 + e))).timesExp(argument.neg());
  }

  private static DoubleDouble geluArgument(double x) {
    return DoubleDouble.product(x, x).times(CUBIC).plus(1).times(x).times(SLOPE);
  }
}
