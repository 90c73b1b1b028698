package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of circular and hyperbolic functions, and of their inverses. */
final class Trigonometry {
  private Trigonometry() {}

  static final PointwiseUnary SIN =
      new IntrinsicUnary(Opcode.SIN, "sin", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.sin(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.cos());
        }
      };

  static final PointwiseUnary COS =
      new IntrinsicUnary(Opcode.COS, "cos", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.cos(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.sin()).neg();
        }
      };

  static final PointwiseUnary TAN =
      new PointwiseUnary("tan", Domain.between(-1.5, 1.5)) {
        @Override
        public double value(double x) {
          return Math.tan(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.square().add(1));
        }
      };

  static final PointwiseUnary ASIN =
      new PointwiseUnary("asin", Domain.between(-1, 1)) {
        @Override
        public double value(double x) {
          return Math.asin(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x.neg().add(1).mul(x.add(1)).sqrt());
        }
      };

  static final PointwiseUnary ACOS =
      new PointwiseUnary("acos", Domain.between(-1, 1)) {
        @Override
        public double value(double x) {
          return Math.acos(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x.neg().add(1).mul(x.add(1)).sqrt()).neg();
        }
      };

  static final PointwiseUnary ATAN =
      new PointwiseUnary("atan", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.atan(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(x.square().add(1));
        }
      };

  static final PointwiseUnary SINH =
      new PointwiseUnary("sinh", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.sinh(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.cosh());
        }
      };

  static final PointwiseUnary COSH =
      new PointwiseUnary("cosh", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.cosh(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x.sinh());
        }
      };

  static final PointwiseUnary TANH =
      new IntrinsicUnary(Opcode.TANH, "tanh", Domain.ALL) {
        @Override
        public double value(double x) {
          return Math.tanh(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.square().neg().add(1));
        }
      };
}
