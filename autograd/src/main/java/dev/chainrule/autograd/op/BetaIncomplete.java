package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Map;

/**
 * The regularised incomplete beta function of x, or its density, or a derivative of these by the
 * parameters: of order i by a and j by b. The parameters, each shaped like x, come stacked along a
 * new first axis, so that a gradient for x alone costs no integral.
 */
final class BetaIncomplete extends Binary {
  static final BetaIncomplete INSTANCE = new BetaIncomplete(false, 0, 0, 0);
  private static final int HIGHEST = 2; // beyond, there are no formulas

  private final boolean isDensity;
  private final int divisors; // so many times by x (1 - x), of a density
  private final int i;
  private final int j;

  private BetaIncomplete(boolean isDensity, int divisors, int i, int j) {
    super(isDensity ? "betaDensity" : "betaIncomplete");
    this.isDensity = isDensity;
    this.divisors = divisors;
    this.i = i;
    this.j = j;
  }

  static BetaIncomplete density(int divisors, int i, int j) {
    return new BetaIncomplete(true, divisors, i, j);
  }

  @Override
  public Shape shape(Shape x, Shape parameters) {
    return x;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T parameters) {
    return x.add(parameters.sum(0));
  }

  @Override
  public NdArray value(NdArray x, NdArray parameters) {
    double[] numbers = x.toArray();
    double[] ab = parameters.toArray();
    int count = numbers.length;
    for (int k = 0; k < count; k++) {
      double a = ab[k];
      double b = ab[count + k];
      numbers[k] =
          isDensity
              ? BetaIntegral.density(a, b, numbers[k], i, j, divisors)
              : BetaIntegral.value(a, b, numbers[k], i, j);
    }
    return NdArray.copyOf(x.shape(), numbers).to(x.dtype());
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T parameters, T z) {
    if (!isDensity) {
      return cotangent.mul(x.apply(density(0, i, j), parameters));
    }
    List<T> ab = parameters.unstack(0);
    T y = x.rsub(1);
    T slope =
        ab.get(0)
            .sub(1 + divisors)
            .mul(y)
            .sub(ab.get(1).sub(1 + divisors).mul(x))
            .mul(x.apply(density(divisors + 1, i, j), parameters));
    if (i > 0) {
      slope = slope.add(x.apply(density(divisors + 1, i - 1, j), parameters).mul(y).mul(i));
    }
    if (j > 0) {
      slope = slope.sub(x.apply(density(divisors + 1, i, j - 1), parameters).mul(x).mul(j));
    }
    return cotangent.mul(slope);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T parameters, T z) {
    checkState(
        i + j < HIGHEST, "%s: derivatives by its parameters go up to order %s", name(), HIGHEST);
    T byA = x.apply(new BetaIncomplete(isDensity, divisors, i + 1, j), parameters);
    T byB = x.apply(new BetaIncomplete(isDensity, divisors, i, j + 1), parameters);
    return cotangent.mul(byA).stack(0, List.of(cotangent.mul(byB)));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("i", i, "j", j, "divisors", divisors);
  }

  @Override
  public String toString() {
    return i + j + divisors == 0 ? name() : name() + "(" + i + ", " + j + ", " + divisors + ")";
  }
}
