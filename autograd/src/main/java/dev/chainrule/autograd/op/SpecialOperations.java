package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Domain.between;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

/** The table of special functions. */
final class SpecialOperations {
  private SpecialOperations() {}

  static final UnaryRow ERF =
      row("erf", ALL, Erf::value, (g, x, y) -> g.mul(x.apply(SlopeOperations.ERF_SLOPE)))
          .cost(4 * COSTLY);

  static final UnaryRow ERFC =
      row(
              "erfc",
              ALL,
              Erf::complement,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ERF_SLOPE)).neg())
          .cost(4 * COSTLY);

  static final UnaryRow LGAMMA =
      row("lgamma", POSITIVE, LogGamma::value, (g, x, y) -> g.mul(x.digamma())).cost(4 * COSTLY);

  static final UnaryRow ERF_INV =
      row(
              "erfInv",
              between(-1, 1),
              InverseErf::value,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ERF_INV_SLOPE)))
          .cost(8 * COSTLY);

  static final UnaryRow ERFC_INV =
      row(
              "erfcInv",
              between(0, 2),
              InverseErf::ofComplement,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ERFC_INV_SLOPE)).neg())
          .cost(8 * COSTLY);

  static final UnaryRow NORMAL_DENSITY =
      row("normalDensity", ALL, Erf::normalDensity, (g, x, y) -> g.mul(x.maskedBy(y)).mul(y).neg())
          .cost(2 * COSTLY);

  static final UnaryRow NORMAL_CUMULATIVE =
      row("normalCumulative", ALL, Erf::normal, (g, x, y) -> g.mul(x.normalDensity()))
          .cost(4 * COSTLY);

  static final UnaryRow LOG_NORMAL_CUMULATIVE =
      row(
              "logNormalCumulative",
              ALL,
              Erf::logNormal,
              (g, x, y) -> g.mul(x.apply(NormalHazard.FIRST)))
          .cost(5 * COSTLY);

  static final UnaryRow NORMAL_QUANTILE =
      row(
              "normalQuantile",
              between(0, 1),
              InverseErf::quantile,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.NORMAL_QUANTILE_SLOPE)))
          .cost(8 * COSTLY);

  static final UnaryRow LOGIT =
      row(
              "logit",
              between(0, 1),
              Logit::value,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.LOGIT_SLOPE)))
          .cost(COSTLY);

  static final BinaryRow X_LOG_Y =
      row(
              "xLogY",
              ALL,
              POSITIVE,
              (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y),
              (g, x, y, z) -> g.mul(y.log()),
              (g, x, y, z) -> g.mul(x.apply(SlopeOperations.X_OVER_Y, y)))
          .cost(COSTLY);
}
