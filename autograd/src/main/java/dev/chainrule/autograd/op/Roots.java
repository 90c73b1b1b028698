package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of functions made of sums, products and roots. */
final class Roots {
  private Roots() {}

  static final PointwiseUnary NEG =
      new IntrinsicUnary(Opcode.NEG, "neg", Domain.ALL) {
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
      new IntrinsicUnary(Opcode.SQUARE, "square", Domain.ALL) {
        @Override
        public double value(double x) {
          return x * x;
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(x).mul(2);
        }
      };

  static final PointwiseUnary SQRT =
      new IntrinsicUnary(Opcode.SQRT, "sqrt", Domain.POSITIVE) {
        @Override
        public double value(double x) {
          return Math.sqrt(x);
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.div(y.mul(2));
        }
      };

  static final PointwiseUnary RECIPROCAL =
      new IntrinsicUnary(Opcode.RECIPROCAL, "reciprocal", Domain.POSITIVE) {
        @Override
        public double value(double x) {
          return 1 / x;
        }

        @Override
        public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
          return cotangent.mul(y.square()).neg();
        }
      };
}
