package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;

/** The lower triangular factor of symmetric, positive definite matrices. */
final class Cholesky extends Unary {
  static final Cholesky INSTANCE = new Cholesky();

  private Cholesky() {
    super("cholesky");
  }

  @Override
  public Shape shape(Shape x) {
    checkArgument(
        x.rank() >= 2 && x.size(-1) == x.size(-2),
        "cholesky: takes square matrices [.., n, n], not %s",
        x);
    return x;
  }

  @Override
  public NdArray value(NdArray x) {
    double[] numbers = x.toArray();
    int n = x.shape().size(-1);
    for (int from = 0; from < numbers.length; from += n * n) {
      factor(numbers, from, n);
    }
    return NdArray.copyOf(x.shape(), numbers).to(x.dtype());
  }

  /** Row by row, in place (G. H. Golub, C. F. Van Loan, Matrix Computations, section 4.2). */
  private static void factor(double[] a, int from, int n) {
    for (int i = 0; i < n; i++) {
      int row = from + i * n;
      for (int j = 0; j <= i; j++) {
        int other = from + j * n;
        double sum = (a[row + j] + a[other + i]) / 2;
        for (int k = 0; k < j; k++) {
          sum -= a[row + k] * a[other + k];
        }
        checkArgument(
            j < i || sum > 0,
            "cholesky: matrix %s is not positive definite: pivot %s is %s",
            from / (n * n),
            i,
            (Object) sum);
        a[row + j] = j < i ? sum / a[other + j] : Math.sqrt(sum);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        a[from + i * n + j] = 0;
      }
    }
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(this);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T inverse = y.apply(Inverse.INSTANCE);
    T product = y.matrixTranspose().matMul(cotangent.mul(lower(y)));
    T halved = product.mul(lower(y)).sub(product.mul(diagonal(y)).div(2));
    T all = inverse.matrixTranspose().matMul(halved).matMul(inverse);
    return all.add(all.matrixTranspose()).div(2);
  }

  private static <T extends Numeric<T>> T lower(T like) {
    T ones = like.filled(1);
    return ones.cumsum(-2).greaterOrEqual(ones.cumsum(-1));
  }

  private static <T extends Numeric<T>> T diagonal(T like) {
    T ones = like.filled(1);
    return ones.cumsum(-2).equalTo(ones.cumsum(-1));
  }

  /** The inverses of lower triangular matrices. */
  static final class Inverse extends Unary {
    static final Inverse INSTANCE = new Inverse();

    private Inverse() {
      super("lowerInverse");
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public NdArray value(NdArray x) {
      double[] l = x.toArray();
      double[] inverse = new double[l.length];
      int n = x.shape().size(-1);
      for (int from = 0; from < l.length; from += n * n) {
        for (int column = 0; column < n; column++) {
          substitute(l, inverse, from, n, column);
        }
      }
      return NdArray.copyOf(x.shape(), inverse).to(x.dtype());
    }

    private static void substitute(double[] l, double[] inverse, int from, int n, int column) {
      for (int i = column; i < n; i++) {
        double sum = i == column ? 1 : 0;
        for (int k = column; k < i; k++) {
          sum -= l[from + i * n + k] * inverse[from + k * n + column];
        }
        inverse[from + i * n + column] = sum / l[from + i * n + i];
      }
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      T turned = y.matrixTranspose();
      return turned.matMul(cotangent).matMul(turned).neg().mul(lower(x));
    }
  }
}
