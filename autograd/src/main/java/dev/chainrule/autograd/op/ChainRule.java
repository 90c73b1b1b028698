package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** What the chain rule adds to the rules of the operations. */
public final class ChainRule {
  private ChainRule() {}

  /**
   * A contribution to a cotangent, given also the cotangent that it was made from: 0 where that is
   * 0 and the contribution is NaN. Where nothing flows in, nothing flows on, even if the derivative
   * there is infinite or NaN: so a gradient of sqrt(x) that nobody asked for, at x = 0, does no
   * harm.
   */
  public static final PointwiseBinary LINK =
      new IntrinsicBinary(Opcode.LINK, "link", Domain.ALL, Domain.ALL) {
        @Override
        public double value(double contribution, double cotangent) {
          return Double.isNaN(contribution) && cotangent == 0 ? 0 : contribution;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.maskedBy(x.equalTo(x).add(y.notEqualTo(0)));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return y.filled(0);
        }
      };
}
