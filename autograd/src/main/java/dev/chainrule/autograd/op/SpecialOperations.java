package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
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
}
