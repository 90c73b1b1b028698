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
      row(
              "asin",
              between(-1, 1),
              Math::asin,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ASIN_SLOPE)))
          .cost(COSTLY);

  static final UnaryRow ACOS =
      row(
              "acos",
              between(-1, 1),
              Math::acos,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ASIN_SLOPE)).neg())
          .cost(COSTLY);

  static final UnaryRow ATAN =
      row("atan", ALL, Math::atan, (g, x, y) -> g.mul(x.apply(SlopeOperations.ATAN_SLOPE)))
          .cost(COSTLY);

  static final UnaryRow SINH =
      row("sinh", ALL, Math::sinh, (g, x, y) -> g.mul(x.cosh())).cost(COSTLY);

  static final UnaryRow COSH =
      row("cosh", ALL, Math::cosh, (g, x, y) -> g.mul(x.sinh())).cost(COSTLY);

  static final UnaryRow TANH =
      row("tanh", ALL, Logistic::tanh, (g, x, y) -> g.mul(x.apply(SlopeOperations.TANH_SLOPE, y)))
          .loop(Opcode.TANH)
          .cost(COSTLY);

  static final UnaryRow ASINH =
      row(
              "asinh",
              ALL,
              InverseHyperbolic::asinh,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ASINH_SLOPE)))
          .cost(2 * COSTLY);

  static final UnaryRow ACOSH =
      row(
              "acosh",
              between(1, Double.POSITIVE_INFINITY),
              InverseHyperbolic::acosh,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ACOSH_SLOPE)))
          .cost(2 * COSTLY);

  static final UnaryRow ATANH =
      row(
              "atanh",
              between(-1, 1),
              InverseHyperbolic::atanh,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.ATANH_SLOPE)))
          .cost(COSTLY);

  static final BinaryRow ATAN2 =
      row(
              "atan2",
              POSITIVE,
              ALL,
              Math::atan2,
              (g, y, x, z) ->
                  g.mul(x.apply(SlopeOperations.HYPOT_SLOPE, y))
                      .div(y.hypot(x))
                      .maskedBy(y.hypot(x)),
              (g, y, x, z) ->
                  g.mul(y.apply(SlopeOperations.HYPOT_SLOPE, x))
                      .div(y.hypot(x))
                      .maskedBy(y.hypot(x))
                      .neg())
          .cost(COSTLY);

  static final BinaryRow HYPOT =
      row(
              "hypot",
              POSITIVE,
              ALL,
              Math::hypot,
              (g, x, y, z) -> g.mul(x.apply(SlopeOperations.HYPOT_SLOPE, y)),
              (g, x, y, z) -> g.mul(y.apply(SlopeOperations.HYPOT_SLOPE, x)))
          .cost(COSTLY);
}
