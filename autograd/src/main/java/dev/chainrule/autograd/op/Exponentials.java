package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of exponentials and logarithms, and of what is made of them. */
final class Exponentials {
  private Exponentials() {}

  static final PointwiseUnary EXP =
      new IntrinsicUnary(Opcode.EXP, "exp", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.exp(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y);
        }
      };

  static final PointwiseUnary EXPM1 =
      new PointwiseUnary("expm1", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.expm1(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.add(1));
        }
      };

  static final PointwiseUnary LOG =
      new IntrinsicUnary(Opcode.LOG, "log", Domain.POSITIVE) {
        @Override
        public double value(double x) {
          return Math.log(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x);
        }
      };

  static final PointwiseUnary LOG1P =
      new IntrinsicUnary(Opcode.LOG1P, "log1p", Domain.between(-1, Double.POSITIVE_INFINITY)) {
        @Override
        public double value(double x) {
          return Math.log1p(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x.add(1));
        }
      };

  static final PointwiseUnary SIGMOID =
      new IntrinsicUnary(Opcode.SIGMOID, "sigmoid", Domain.ALL) {
        @Override
        public double value(double x) {
          double e = Math.exp(-Math.abs(x)); // at most 1: nothing overflows
          return (x < 0 ? e : 1) / (1 + e);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y).mul(y.neg().add(1));
        }
      };

  static final PointwiseUnary LOG_SIGMOID =
      new PointwiseUnary("logSigmoid", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.neg().sigmoid());
        }
      };

  static final PointwiseUnary SOFTPLUS =
      new PointwiseUnary("softplus", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.sigmoid());
        }
      };

  static final PointwiseUnary ERF =
      new PointwiseUnary("erf", Domain.ALL) {
        @Override
        public double value(double x) {
          return Erf.value(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.square().neg().exp()).mul(Erf.SLOPE_AT_ZERO);
        }
      };
}
