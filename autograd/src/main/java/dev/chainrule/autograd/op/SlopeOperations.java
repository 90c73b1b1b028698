package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.flatInY;
import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Domain.between;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/**
 * The table of derivatives that rules are made of where a formula in the vocabulary would cancel,
 * overflow or lose digits: they are right to all but a few digits of the last place, in tails too,
 * and have rules of their own. No user has a word for them.
 */
final class SlopeOperations {
  /** From here on 1 does not count beside the square of x. */
  private static final double LARGE = 1e10;

  private SlopeOperations() {}

  // The first two take what the function itself gave, for mostly that is enough, and quick. What is
  // given is a function of x, so that its rule stands for both.

  /** The derivative of sigmoid at x where that is y. */
  static final BinaryRow SIGMOID_SLOPE =
      flatInY(
              "sigmoidSlope",
              ALL,
              ALL,
              Logistic::slope,
              (g, x, y, z) -> g.mul(z).mul(x.div(2).tanh()).neg())
          .loop(Opcode.SIGMOID_SLOPE)
          .cost(COSTLY);

  /** The derivative of tanh at x where that is y. */
  static final BinaryRow TANH_SLOPE =
      flatInY("tanhSlope", ALL, ALL, Logistic::tanhSlope, (g, x, y, z) -> g.mul(z).mul(y).mul(-2))
          .loop(Opcode.TANH_SLOPE)
          .cost(COSTLY);

  /** 1 / √((1 - x) (1 + x)), the derivative of asin. */
  static final UnaryRow ASIN_SLOPE =
      row(
          "asinSlope",
          between(-1, 1),
          x -> 1 / Math.sqrt((1 - x) * (1 + x)),
          (g, x, y) -> g.mul(x).mul(y).mul(y).mul(y));

  /** 1 / (1 + x²), the derivative of atan. */
  static final UnaryRow ATAN_SLOPE =
      row(
          "atanSlope",
          ALL,
          x -> Math.abs(x) > LARGE ? 1 / x / x : 1 / (1 + x * x),
          (g, x, y) -> g.mul(x).mul(y).mul(y).mul(-2));

  /** 1 / √(x² + 1), the derivative of asinh. */
  static final UnaryRow ASINH_SLOPE =
      row(
          "asinhSlope",
          ALL,
          x -> Math.abs(x) > LARGE ? 1 / Math.abs(x) : 1 / Math.sqrt(x * x + 1),
          (g, x, y) -> g.mul(x).mul(y).mul(y).mul(y).neg());

  /** 1 / √((x - 1) (x + 1)), the derivative of acosh. */
  static final UnaryRow ACOSH_SLOPE =
      row(
          "acoshSlope",
          between(1, Double.POSITIVE_INFINITY),
          x -> x > LARGE ? 1 / x : x < 1 ? Double.NaN : 1 / Math.sqrt((x - 1) * (x + 1)),
          (g, x, y) -> g.mul(x).mul(y).mul(y).mul(y).neg());

  /** 1 / ((1 - x) (1 + x)), the derivative of atanh. */
  static final UnaryRow ATANH_SLOPE =
      row(
          "atanhSlope",
          between(-1, 1),
          x -> 1 / ((1 - x) * (1 + x)),
          (g, x, y) -> g.mul(x).mul(y).mul(y).mul(2));

  /** The logistic function of x - y, whose rounding counts; 0 for x = -Infinity. */
  static final BinaryRow LOG_ADD_EXP_SLOPE =
      row(
              "logAddExpSlope",
              ALL,
              ALL,
              Logistic::ofDifference,
              (g, x, y, z) -> g.mul(z).mul(y.apply(SlopeOperations.LOG_ADD_EXP_SLOPE, x)),
              (g, x, y, z) -> g.mul(z).mul(y.apply(SlopeOperations.LOG_ADD_EXP_SLOPE, x)).neg())
          .cost(COSTLY);

  /** x / √(x² + y²), the derivative of hypot for x; 0 where both are 0. */
  static final BinaryRow HYPOT_SLOPE =
      row(
              "hypotSlope",
              POSITIVE,
              ALL,
              SlopeOperations::hypotSlope,
              (g, x, y, z) -> {
                Term other = y.apply(SlopeOperations.HYPOT_SLOPE, x);
                return g.mul(other).mul(other).div(x.hypot(y)).maskedBy(x.hypot(y));
              },
              (g, x, y, z) -> {
                Term other = y.apply(SlopeOperations.HYPOT_SLOPE, x);
                return g.mul(other).mul(z).div(x.hypot(y)).maskedBy(x.hypot(y)).neg();
              })
          .cost(COSTLY);

  /** 2/√π exp(-x²), the derivative of erf. */
  static final UnaryRow ERF_SLOPE =
      row("erfSlope", ALL, Erf::slope, (g, x, y) -> g.mul(x.maskedBy(y)).mul(y).mul(-2))
          .cost(2 * COSTLY);

  /** √π/2 exp(y²) where erf(y) is x, the derivative of erfInv. */
  static final UnaryRow ERF_INV_SLOPE =
      row(
              "erfInvSlope",
              between(-1, 1),
              InverseErf::slope,
              (g, x, y) -> g.mul(x.erfInv()).mul(y).mul(y).mul(2))
          .cost(8 * COSTLY);

  /** √π/2 exp(y²) where erfc(y) is x, minus the derivative of erfcInv. */
  static final UnaryRow ERFC_INV_SLOPE =
      row(
              "erfcInvSlope",
              between(0, 2),
              InverseErf::slopeOfComplement,
              (g, x, y) -> g.mul(x.erfcInv()).mul(y).mul(y).mul(-2))
          .cost(8 * COSTLY);

  /** √(2π) exp(y²/2) where the normal distribution of y is x, the derivative of its inverse. */
  static final UnaryRow NORMAL_QUANTILE_SLOPE =
      row(
              "normalQuantileSlope",
              between(0, 1),
              InverseErf::quantileSlope,
              (g, x, y) -> g.mul(x.normalQuantile()).mul(y).mul(y))
          .cost(8 * COSTLY);

  /** 1 / (x (1 - x)), the derivative of logit. */
  static final UnaryRow LOGIT_SLOPE =
      row(
          "logitSlope",
          between(0, 1),
          Logit::slope,
          (g, x, y) -> g.mul(x.mul(2).sub(1)).mul(y).mul(y));

  /** x / y, and 0 where both are 0: the derivative of xLogY for y. */
  static final BinaryRow X_OVER_Y =
      row(
          "xOverY",
          ALL,
          POSITIVE,
          (x, y) -> x == 0 && y == 0 ? 0 : x / y,
          (g, x, y, z) -> g.div(y),
          (g, x, y, z) -> g.mul(z.apply(SlopeOperations.X_OVER_Y, y)).neg());

  /** What geluTanh multiplies x by. */
  static final UnaryRow GATE =
      row("gate", ALL, Logistic::gate, (g, x, y) -> g.mul(x.apply(SlopeOperations.GATE_SLOPE)))
          .cost(2 * COSTLY);

  /** The derivative of {@link #GATE}: with u the argument of tanh, d/dx of u' / cosh²(u) / 2. */
  static final UnaryRow GATE_SLOPE =
      row(
              "gateSlope",
              ALL,
              Logistic::gateSlope,
              (g, x, y) -> {
                Term cubic = x.square().mul(Logistic.CUBIC);
                Term u = cubic.add(1).mul(x).mul(Logistic.LINEAR);
                Term slope = cubic.mul(3).add(1);
                Term bend = x.mul(6 * Logistic.CUBIC).div(slope);
                Term decay = slope.mul(2 * Logistic.LINEAR).mul(u.tanh());
                return g.mul(y).mul(bend.sub(decay).maskedBy(y));
              })
          .cost(2 * COSTLY);

  /** Scaled down where the hypotenuse overflows. */
  private static double hypotSlope(double x, double y) {
    double z = Math.hypot(x, y);
    if (z == 0) {
      return 0;
    }
    return z < Double.POSITIVE_INFINITY ? x / z : x / 2 / Math.hypot(x / 2, y / 2);
  }
}
