package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of smooth activation functions. */
final class ActivatingOperations {
  private ActivatingOperations() {}

  static final UnaryRow SIGMOID =
      row(
              "sigmoid",
              ALL,
              Logistic::value,
              (g, x, y) -> g.mul(x.apply(SlopeOperations.SIGMOID_SLOPE, y)))
          .loop(Opcode.SIGMOID)
          .cost(COSTLY);

  static final UnaryRow LOG_SIGMOID =
      row(
              "logSigmoid",
              ALL,
              x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
              (g, x, y) -> g.mul(x.neg().sigmoid()))
          .cost(2 * COSTLY);

  static final UnaryRow SOFTPLUS =
      row(
              "softplus",
              ALL,
              x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
              (g, x, y) -> g.mul(x.sigmoid()))
          .cost(2 * COSTLY);

  static final UnaryRow SILU =
      row(
              "silu",
              ALL,
              Logistic::silu,
              (g, x, y) -> {
                Term sigmoid = x.sigmoid();
                Term slope = x.apply(SlopeOperations.SIGMOID_SLOPE, sigmoid);
                return g.mul(sigmoid.add(x.maskedBy(slope).mul(slope)));
              })
          .loop(Opcode.SILU)
          .cost(COSTLY);

  static final UnaryRow GELU =
      row(
              "gelu",
              ALL,
              Erf::gelu,
              (g, x, y) -> {
                Term density = x.normalDensity();
                Term normal = x.normalCumulative();
                return g.mul(normal.add(x.maskedBy(density).mul(density)));
              })
          .cost(4 * COSTLY);

  static final UnaryRow GELU_TANH =
      row(
              "geluTanh",
              ALL,
              Logistic::geluTanh,
              (g, x, y) -> {
                Term gate = x.apply(SlopeOperations.GATE);
                Term slope = x.apply(SlopeOperations.GATE_SLOPE);
                return g.mul(gate.add(x.maskedBy(slope).mul(slope)));
              })
          .cost(2 * COSTLY);
}
