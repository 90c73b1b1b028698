package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.UnaryRow.flat;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of the functions with steps, whose derivative is 0 between these. */
final class RoundingOperations {
  private static final Domain WHOLE = ALL.withKinks(-2.0, -1.0, 0.0, 1.0, 2.0);

  private static final Domain HALVES = ALL.withKinks(-1.5, -0.5, 0.5, 1.5, 2.5);

  private RoundingOperations() {}

  static final UnaryRow SIGN = flat("sign", ALL.withKinks(0.0), Math::signum).loop(Opcode.SIGN);
  static final UnaryRow FLOOR = flat("floor", WHOLE, Math::floor);
  static final UnaryRow CEIL = flat("ceil", WHOLE, Math::ceil);
  static final UnaryRow ROUND = flat("round", HALVES, Math::rint);
  static final UnaryRow TRUNC = flat("trunc", WHOLE, x -> x < 0 ? Math.ceil(x) : Math.floor(x));
}
