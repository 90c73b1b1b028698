package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Domain.between;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of circular and hyperbolic functions, and of their inverses. */
final class TrigonometricOperations {
  private TrigonometricOperations() {}

  static final UnaryRow SIN = row("sin", ALL, Math::sin, (g, x, y) -> g.mul(x.cos())).cost(COSTLY);

  static final UnaryRow COS =
      row("cos", ALL, Math::cos, (g, x, y) -> g.mul(x.sin()).neg()).cost(COSTLY);

  static final UnaryRow TAN =
      row("tan", between(-1.5, 1.5), Math::tan, (g, x, y) -> g.mul(y.square().add(1))).cost(COSTLY);

  static final UnaryRow ASIN =
      row("asin", between(-1, 1), Math::asin, (g, x, y) -> g.div(x.rsub(1).mul(x.add(1)).sqrt()))
          .cost(COSTLY);

  static final UnaryRow ACOS =
      row(
              "acos",
              between(-1, 1),
              Math::acos,
              (g, x, y) -> g.div(x.rsub(1).mul(x.add(1)).sqrt()).neg())
          .cost(COSTLY);

  static final UnaryRow ATAN =
      row("atan", ALL, Math::atan, (g, x, y) -> g.div(x.square().add(1))).cost(COSTLY);

  static final UnaryRow SINH =
      row("sinh", ALL, Math::sinh, (g, x, y) -> g.mul(x.cosh())).cost(COSTLY);

  static final UnaryRow COSH =
      row("cosh", ALL, Math::cosh, (g, x, y) -> g.mul(x.sinh())).cost(COSTLY);

  static final UnaryRow TANH =
      row("tanh", ALL, Math::tanh, (g, x, y) -> g.mul(y.square().rsub(1)))
          .loop(Opcode.TANH)
          .cost(COSTLY);

  static final UnaryRow ASINH =
      row(
              "asinh",
              ALL,
              InverseHyperbolic::asinh,
              (g, x, y) -> g.div(x.hypot(x.literal(1)))) // no square that overflows
          .cost(2 * COSTLY);

  static final UnaryRow ACOSH =
      row(
              "acosh",
              between(1, Double.POSITIVE_INFINITY),
              InverseHyperbolic::acosh,
              (g, x, y) -> g.div(x.sub(1).sqrt().mul(x.add(1).sqrt())))
          .cost(2 * COSTLY);

  static final UnaryRow ATANH =
      row(
              "atanh",
              between(-1, 1),
              InverseHyperbolic::atanh,
              (g, x, y) -> g.div(x.rsub(1).mul(x.add(1))))
          .cost(COSTLY);

  static final BinaryRow ATAN2 =
      row(
              "atan2",
              POSITIVE,
              ALL,
              Math::atan2,
              (g, y, x, z) -> g.mul(x.div(y.hypot(x)).div(y.hypot(x)).maskedBy(y.hypot(x))),
              (g, y, x, z) -> g.mul(y.div(y.hypot(x)).div(y.hypot(x)).maskedBy(y.hypot(x))).neg())
          .cost(COSTLY);

  static final BinaryRow HYPOT =
      row(
              "hypot",
              POSITIVE,
              ALL,
              Math::hypot,
              (g, x, y, z) -> g.mul(x.div(z).maskedBy(z)),
              (g, x, y, z) -> g.mul(y.div(z).maskedBy(z)))
          .cost(COSTLY);
}
