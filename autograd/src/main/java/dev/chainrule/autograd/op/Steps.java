package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of functions with a kink or a step; conventions there are those of PyTorch. */
final class Steps {
  private Steps() {}

  static final PointwiseUnary ABS =
      new IntrinsicUnary(Opcode.ABS, "abs", Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x) {
          return Math.abs(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.sign());
        }
      };

  static final PointwiseUnary RELU =
      new IntrinsicUnary(Opcode.RELU, "relu", Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x) {
          return Math.max(x, 0);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.sign());
        }
      };

  static final PointwiseUnary SIGN =
      new IntrinsicUnary(Opcode.SIGN, "sign", Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x) {
          return Math.signum(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return x.filled(0);
        }
      };

  static final PointwiseUnary FLOOR =
      new PointwiseUnary("floor", Domain.ALL.withKinks(-2.0, -1.0, 0.0, 1.0, 2.0)) {
        @Override
        public double value(double x) {
          return Math.floor(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return x.filled(0);
        }
      };

  static final PointwiseUnary CEIL =
      new PointwiseUnary("ceil", Domain.ALL.withKinks(-2.0, -1.0, 0.0, 1.0, 2.0)) {
        @Override
        public double value(double x) {
          return Math.ceil(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return x.filled(0);
        }
      };
}
