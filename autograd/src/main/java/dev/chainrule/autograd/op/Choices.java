package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of the functions that choose one of two numbers. */
final class Choices {
  private Choices() {}

  static final PointwiseBinary MAX =
      new IntrinsicBinary(Opcode.MAX, "max", Domain.ALL.withTies(), Domain.ALL.withTies()) {
        @Override
        public double value(double x, double y) {
          return Math.max(x, y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.mul(x.greater(y).add(x.equalTo(y).div(2)));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(y.greater(x).add(y.equalTo(x).div(2)));
        }
      };

  static final PointwiseBinary MIN =
      new IntrinsicBinary(Opcode.MIN, "min", Domain.ALL.withTies(), Domain.ALL.withTies()) {
        @Override
        public double value(double x, double y) {
          return Math.min(x, y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.mul(x.less(y).add(x.equalTo(y).div(2)));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(y.less(x).add(y.equalTo(x).div(2)));
        }
      };

  static final PointwiseBinary MASK =
      new IntrinsicBinary(Opcode.MASK, "maskedBy", Domain.ALL, Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x, double y) {
          return y == 0 ? 0 : x;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.maskedBy(y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return y.filled(0);
        }
      };
}
