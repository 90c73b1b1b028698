package dev.chainrule.autograd.check;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorUnary;

/** Operations with rules that are wrong, each in a way of its own; their values are right. */
final class BentOperations {
  private BentOperations() {}

  /** Gives back its input; its rule is off by a part. */
  static final class Bent extends PointwiseUnary {
    private final double part;

    Bent(double part) {
      super("bent");
      this.part = part;
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(1 + part);
    }
  }

  /** Gives back its input; its rule is off by a part of the weights, element by element. */
  static final class BentAt extends TensorUnary {
    private final Tensor factors;

    /** Wrong by a part in one element of a flattened input alone. */
    BentAt(double part, int at, Shape shape) {
      super("bentAt");
      double[] factors = new double[shape.elements()];
      java.util.Arrays.fill(factors, 1);
      factors[at] = 1 + part;
      this.factors = Tensor.of(shape, factors);
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      T product = cotangent;
      for (int i = 0; i < factors.shape().elements(); i++) {
        double factor = factors.reshape(-1).at(i);
        if (factor != 1) {
          T mask = cotangent.filled(1).reshape(-1).cumsum(0).equalTo(i + 1).reshape(x.shape());
          product = product.add(cotangent.mul(mask).mul(factor - 1));
        }
      }
      return product;
    }
  }

  /** Gives back its input; its rule is off by a part for negative inputs alone. */
  static final class BentBelowZero extends PointwiseUnary {
    private final double part;

    BentBelowZero(double part) {
      super("bentBelowZero");
      this.part = part;
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.add(cotangent.mul(x.less(0)).mul(part));
    }
  }

  /** Gives back its input; its rule is off by a part for cotangents of one sign alone. */
  static final class BentForSign extends PointwiseUnary {
    private final double part;
    private final boolean negative;

    BentForSign(double part, boolean negative) {
      super("bentForSign");
      this.part = part;
      this.negative = negative;
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      T sign = negative ? cotangent.less(0) : cotangent.greater(0);
      return cotangent.add(cotangent.mul(sign).mul(part));
    }
  }

  /** x³; its rule is right, but what it is made of is not: wrong from the second order on. */
  static final class BentCube extends PointwiseUnary {
    private final double part;

    BentCube(double part) {
      super("bentCube");
      this.part = part;
    }

    @Override
    public double value(double x) {
      return x * x * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x.apply(new Bent(part)).square()).mul(3);
    }
  }

  /** Gives back its input; its rule is off by a part in float32 alone, or in float64 alone. */
  static final class BentIn extends TensorUnary {
    private final DType dtype;
    private final double part;

    BentIn(DType dtype, double part) {
      super("bentIn");
      this.dtype = dtype;
      this.part = part;
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.dtype() == dtype ? cotangent.mul(1 + part) : cotangent;
    }
  }

  /** x + part x², which says that it is linear: a tangent goes through it as it is. */
  static final class BentForward extends PointwiseUnary {
    private final double part;

    BentForward(double part) {
      super("bentForward");
      this.part = part;
    }

    @Override
    public double value(double x) {
      return x + part * x * x;
    }

    @Override
    public boolean isLinear() {
      return true;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.add(cotangent.mul(x).mul(2 * part));
    }
  }

  /** x², whose rule forgets the 2, or the cotangent, or gives no number. */
  static final class BentSquare extends PointwiseUnary {
    private final String fault;

    BentSquare(String fault) {
      super("bentSquare");
      this.fault = fault;
    }

    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return switch (fault) {
        case "factor" -> cotangent.mul(x);
        case "cotangent" -> cotangent.filled(1).mul(x).mul(2);
        case "sign" -> cotangent.mul(x).mul(-2);
        case "result" -> cotangent.mul(y).mul(2);
        case "zero" -> cotangent.mul(0);
        case "NaN" -> cotangent.mul(x).mul(Double.NaN);
        case "infinity" -> cotangent.mul(x).mul(Double.POSITIVE_INFINITY);
        default -> throw new IllegalArgumentException(fault);
      };
    }
  }

  /** Takes square matrices, and mixes axes up in its rule. */
  static final class BentAxis extends TensorUnary {
    private final String fault;

    BentAxis(String fault) {
      super("bentAxis");
      this.fault = fault;
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return switch (fault) {
        case "transpose" -> x.transpose();
        case "cumsum" -> x.cumsum(0);
        case "flip" -> x.flip(0);
        case "sum" -> x.sum(true, 0).broadcastTo(x.shape());
        default -> throw new IllegalArgumentException(fault);
      };
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return switch (fault) {
        case "transpose" -> cotangent;
        case "cumsum" -> cotangent.flip(1).cumsum(1).flip(1);
        case "flip" -> cotangent.flip(1);
        default -> cotangent.sum(true, 1).broadcastTo(x.shape());
      };
    }
  }
}
