package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of the pointwise functions of two numbers. */
final class Arithmetic {
  private Arithmetic() {}

  static final PointwiseBinary ADD =
      new IntrinsicBinary(Opcode.ADD, "add", Domain.ALL, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return x + y;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent;
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent;
        }
      };

  static final PointwiseBinary SUB =
      new IntrinsicBinary(Opcode.SUB, "sub", Domain.ALL, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return x - y;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent;
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.neg();
        }
      };

  static final PointwiseBinary MUL =
      new IntrinsicBinary(Opcode.MUL, "mul", Domain.ALL, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return x * y;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.mul(y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(x);
        }
      };

  static final PointwiseBinary DIV =
      new IntrinsicBinary(Opcode.DIV, "div", Domain.ALL, Domain.POSITIVE) {
        @Override
        public double value(double x, double y) {
          return x / y;
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.div(y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(z).div(y).neg();
        }
      };

  static final PointwiseBinary POW =
      new PointwiseBinary("pow", Domain.POSITIVE, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return Math.pow(x, y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          // At 0 to the 0 the power is 1 on both sides.
          T flat = x.equalTo(0).mul(y.equalTo(0));
          return cotangent.mul(y).mul(x.pow(y.sub(1))).maskedBy(flat.not());
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          // Where x = 0 the power stays 0, or 1, for every y from here on.
          T flat = x.equalTo(0).mul(y.greaterOrEqual(0));
          return cotangent.mul(z).mul(x.log()).maskedBy(flat.not());
        }
      };

  static final PointwiseBinary ATAN2 =
      new PointwiseBinary("atan2", Domain.POSITIVE, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return Math.atan2(x, y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          T r = x.hypot(y);
          return cotangent.mul(y.div(r).div(r).maskedBy(r));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          T r = x.hypot(y);
          return cotangent.mul(x.div(r).div(r).maskedBy(r)).neg();
        }
      };

  static final PointwiseBinary HYPOT =
      new PointwiseBinary("hypot", Domain.POSITIVE, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return Math.hypot(x, y);
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.mul(x.div(z).maskedBy(z));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(y.div(z).maskedBy(z));
        }
      };

  static final PointwiseBinary LOG_ADD_EXP =
      new PointwiseBinary("logAddExp", Domain.ALL, Domain.ALL) {
        @Override
        public double value(double x, double y) {
          return x == y ? x + Math.log(2) : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
        }

        @Override
        public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
          return cotangent.mul(x.sub(y).sigmoid().maskedBy(x.greater(Double.NEGATIVE_INFINITY)));
        }

        @Override
        public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
          return cotangent.mul(y.sub(x).sigmoid().maskedBy(y.greater(Double.NEGATIVE_INFINITY)));
        }
      };
}
