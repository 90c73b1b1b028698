package dev.chainrule.autograd.op;

/** The table of the pointwise functions of two numbers. */
final class Arithmetic {
  private Arithmetic() {}

  static final PointwiseBinary ADD =
      new PointwiseBinary("add", Domain.ALL, Domain.ALL) {
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
      new PointwiseBinary("sub", Domain.ALL, Domain.ALL) {
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
      new PointwiseBinary("mul", Domain.ALL, Domain.ALL) {
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
      new PointwiseBinary("div", Domain.ALL, Domain.POSITIVE) {
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
}
