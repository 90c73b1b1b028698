package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * A derivative of some order by the parameter of a regularised incomplete gamma function, of x and
 * a; of order 0, that function itself.
 */
final class GammaIncomplete extends PointwiseBinary {
  static final GammaIncomplete LOWER = new GammaIncomplete("gammaIncomplete", false, 0);
  static final GammaIncomplete UPPER = new GammaIncomplete("gammaIncompleteComplement", true, 0);
  static final int HIGHEST = 3; // beyond, nobody has measured

  private final boolean isUpper;
  private final int order;

  private GammaIncomplete(String name, boolean isUpper, int order) {
    super(name, Domain.POSITIVE, Domain.POSITIVE);
    this.isUpper = isUpper;
    this.order = order;
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public int cost() {
    return 50 * Traits.COSTLY;
  }

  @Override
  public double value(double x, double a) {
    return isUpper ? GammaIntegral.upper(a, x, order) : GammaIntegral.lower(a, x, order);
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T a, T z) {
    T slope = cotangent.mul(x.apply(Density.of(order), a));
    return isUpper ? slope.neg() : slope;
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T a, T z) {
    checkState(
        order < HIGHEST, "%s: derivatives by its parameter go up to order %s", name(), HIGHEST);
    return cotangent.mul(x.apply(new GammaIncomplete(name(), isUpper, order + 1), a));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("order", order);
  }

  @Override
  public String toString() {
    return order == 0 ? name() : name() + "(" + order + ")";
  }

  /** A derivative of some order by a of the density xᵃ⁻¹ exp(-x) / Γ(a), over a power of x. */
  static final class Density extends PointwiseBinary {
    private final int order;
    private final int divisors; // so many times by x

    private Density(int order, int divisors) {
      super("gammaDensity", Domain.POSITIVE, Domain.POSITIVE);
      this.order = order;
      this.divisors = divisors;
    }

    static Density of(int order) {
      return new Density(order, 0);
    }

    @Override
    public boolean isPure() {
      return true;
    }

    @Override
    public int cost() {
      return 10 * Traits.COSTLY;
    }

    @Override
    public double value(double x, double a) {
      return GammaIntegral.density(a, x, order, divisors);
    }

    /**
     * Of what stands over one x more, for that may be in the range of numbers where this is not.
     */
    @Override
    public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T a, T z) {
      T over = x.apply(new Density(order, divisors + 1), a);
      T slope = over.mul(a.sub(1 + divisors).sub(x));
      return cotangent.mul(
          order == 0
              ? slope
              : slope.add(x.apply(new Density(order - 1, divisors + 1), a).mul(order)));
    }

    @Override
    public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T a, T z) {
      checkState(
          order < HIGHEST, "%s: derivatives by its parameter go up to order %s", name(), HIGHEST);
      return cotangent.mul(x.apply(new Density(order + 1, divisors), a));
    }

    @Override
    public Map<String, Object> parameters() {
      return ImmutableMap.of("order", order, "divisors", divisors);
    }

    @Override
    public String toString() {
      return name() + "(" + order + ", " + divisors + ")";
    }
  }
}
