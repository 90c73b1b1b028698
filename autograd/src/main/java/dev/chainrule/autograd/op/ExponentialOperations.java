package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;
import static java.lang.Double.POSITIVE_INFINITY;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of exponentials and logarithms. */
final class ExponentialOperations {
  private static final double LN2 = Math.log(2);

  private ExponentialOperations() {}

  static final UnaryRow EXP =
      row("exp", ALL, Math::exp, (g, x, y) -> g.mul(y)).loop(Opcode.EXP).cost(COSTLY);

  static final UnaryRow EXPM1 =
      row("expm1", ALL, Math::expm1, (g, x, y) -> g.mul(x.exp())).cost(COSTLY);

  static final UnaryRow LOG = row("log", POSITIVE, Math::log, (g, x, y) -> g.div(x)).cost(COSTLY);

  // Rules divide by the constant first: the product of x and it may overflow where neither does.
  static final UnaryRow LOG2 =
      row("log2", POSITIVE, ExponentialOperations::log2, (g, x, y) -> g.div(LN2).div(x))
          .cost(COSTLY);

  static final UnaryRow LOG10 =
      row("log10", POSITIVE, Math::log10, (g, x, y) -> g.div(Math.log(10)).div(x)).cost(COSTLY);

  static final UnaryRow EXP2 =
      row("exp2", ALL, x -> Math.pow(2, x), (g, x, y) -> g.mul(y).mul(LN2)).cost(COSTLY);

  static final UnaryRow LOG1P =
      row("log1p", Domain.between(-1, POSITIVE_INFINITY), Math::log1p, (g, x, y) -> g.div(x.add(1)))
          .cost(COSTLY);

  static final BinaryRow LOG_ADD_EXP =
      row(
              "logAddExp",
              ALL,
              ALL,
              (x, y) ->
                  x == y
                      ? x + Math.log(2)
                      : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))),
              (g, x, y, z) -> g.mul(x.apply(SlopeOperations.LOG_ADD_EXP_SLOPE, y)),
              (g, x, y, z) -> g.mul(y.apply(SlopeOperations.LOG_ADD_EXP_SLOPE, x)))
          .cost(2 * COSTLY);

  /** By the exponent and a mantissa from √½ to √2, so that powers of 2 are exact. */
  private static double log2(double x) {
    if (!(x > 0) || x == POSITIVE_INFINITY) {
      return Math.log(x);
    }
    boolean isTiny = x < Double.MIN_NORMAL;
    double normal = isTiny ? x * 0x1p54 : x;
    int exponent = Math.getExponent(normal);
    double mantissa = Math.scalb(normal, -exponent);
    if (mantissa > Math.sqrt(2)) {
      mantissa /= 2;
      exponent++;
    }
    return (isTiny ? exponent - 54 : exponent) + Math.log(mantissa) / LN2;
  }
}
