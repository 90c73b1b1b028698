package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of sums, products, powers and roots. */
final class ArithmeticOperations {
  private ArithmeticOperations() {}

  static final BinaryRow ADD =
      row("add", ALL, ALL, (x, y) -> x + y, (g, x, y, z) -> g, (g, x, y, z) -> g)
          .loop(Opcode.ADD)
          .linear();

  static final BinaryRow SUB =
      row("sub", ALL, ALL, (x, y) -> x - y, (g, x, y, z) -> g, (g, x, y, z) -> g.neg())
          .loop(Opcode.SUB)
          .linear();

  static final BinaryRow MUL =
      row("mul", ALL, ALL, (x, y) -> x * y, (g, x, y, z) -> g.mul(y), (g, x, y, z) -> g.mul(x))
          .loop(Opcode.MUL);

  // The second rule divides first: g times z may overflow where g times z / y does not.
  static final BinaryRow DIV =
      row(
              "div",
              ALL,
              POSITIVE,
              (x, y) -> x / y,
              (g, x, y, z) -> g.div(y),
              (g, x, y, z) -> g.mul(z.div(y)).neg())
          .loop(Opcode.DIV);

  // The quotient in the second rule is whole: floor(x / y), where x / y itself may round up to it.
  static final BinaryRow MOD =
      row(
              "mod",
              ALL,
              POSITIVE,
              ArithmeticOperations::mod,
              (g, x, y, z) -> g,
              (g, x, y, z) -> g.mul(x.sub(z).div(y).round()).neg())
          .cost(COSTLY);

  // To the power of 0 all is 1, also where 1 / x is infinite. Where x = 0 it stays 0, or 1, for
  // every greater y.
  static final BinaryRow POW =
      row(
              "pow",
              POSITIVE,
              ALL,
              Math::pow,
              (g, x, y, z) -> {
                Term power = x.pow(y.sub(1));
                Term isFlat = power.abs().equalTo(Double.POSITIVE_INFINITY).mul(y.equalTo(0));
                return g.mul(y).mul(power).maskedBy(isFlat.not());
              },
              (g, x, y, z) ->
                  g.mul(z).mul(x.log()).maskedBy(x.equalTo(0).mul(y.greaterOrEqual(0)).not()))
          .cost(COSTLY);

  static final UnaryRow NEG =
      row("neg", ALL, x -> -x, (g, x, y) -> g.neg()).loop(Opcode.NEG).linear();

  static final UnaryRow SQUARE =
      row("square", ALL, x -> x * x, (g, x, y) -> g.mul(x).mul(2)).loop(Opcode.SQUARE);

  static final UnaryRow SQRT =
      row("sqrt", POSITIVE, Math::sqrt, (g, x, y) -> g.div(y.mul(2))).loop(Opcode.SQRT);

  static final UnaryRow CBRT =
      row("cbrt", ALL.withKinks(0.0), Math::cbrt, (g, x, y) -> g.div(y.square().mul(3)))
          .cost(COSTLY);

  static final UnaryRow RECIPROCAL =
      row("reciprocal", POSITIVE, x -> 1 / x, (g, x, y) -> g.mul(y.square()).neg())
          .loop(Opcode.RECIPROCAL);

  /** The remainder that has the sign of y. */
  private static double mod(double x, double y) {
    double remainder = x % y; // with the sign of x, and exact
    if (remainder == 0) {
      return Math.copySign(remainder, y);
    }
    return (remainder < 0) == (y < 0) ? remainder : remainder + y;
  }
}
