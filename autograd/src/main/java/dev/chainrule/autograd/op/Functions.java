package dev.chainrule.autograd.op;

/** The table of the pointwise functions of one number. */
final class Functions {
  private Functions() {}

  static final PointwiseUnary NEG =
      new PointwiseUnary("neg", Domain.ALL) {
        @Override
        public double value(double x) {
          return -x;
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.neg();
        }
      };

  static final PointwiseUnary SQUARE =
      new PointwiseUnary("square", Domain.ALL) {
        @Override
        public double value(double x) {
          return x * x;
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x).mul(2);
        }
      };

  static final PointwiseUnary EXP =
      new PointwiseUnary("exp", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.exp(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y);
        }
      };

  static final PointwiseUnary LOG =
      new PointwiseUnary("log", Domain.POSITIVE) {
        @Override
        public double value(double x) {
          return Math.log(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x);
        }
      };

  static final PointwiseUnary TANH =
      new PointwiseUnary("tanh", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.tanh(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.square().neg().add(1));
        }
      };

  static final PointwiseUnary SIGMOID =
      new PointwiseUnary("sigmoid", Domain.ALL) {
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

  static final PointwiseUnary RELU =
      new PointwiseUnary("relu", Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x) {
          return Math.max(x, 0);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.sign());
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

  static final PointwiseUnary SIGN =
      new PointwiseUnary("sign", Domain.ALL.withKinks(0.0)) {
        @Override
        public double value(double x) {
          return Math.signum(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return x.filled(0);
        }
      };
}
