package dev.chainrule.demos.fit;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.chainrule.autograd.Value;
import java.util.List;

/** The curves that have names; what stands with a + is above 0. */
enum KnownCurve implements Curve {
  HILL(
      "bottom + (top - bottom) / (1 + (ec50 / x)^slope)",
      List.of("bottom", "top", "ec50+", "slope"),
      KnownCurve::hill,
      Guess::hill),
  EXPONENTIAL(
      "offset + amplitude * exp(-rate * x)",
      List.of("offset", "amplitude", "rate"),
      (p, x) -> p.get(0).add(p.get(1).mul(p.get(2).mul(x).neg().exp())),
      Guess::exponential),
  LOGISTIC(
      "bottom + (top - bottom) / (1 + exp(-slope * (x - middle)))",
      List.of("bottom", "top", "middle", "slope"),
      (p, x) -> between(p, x.sub(p.get(2)).mul(p.get(3)).sigmoid()),
      Guess::logistic),
  MICHAELIS_MENTEN(
      "vmax * x / (km + x)",
      List.of("vmax", "km+"),
      (p, x) -> p.get(0).mul(x).div(p.get(1).add(x)),
      Guess::michaelisMenten),
  LINE(
      "intercept + slope * x",
      List.of("intercept", "slope"),
      (p, x) -> p.get(0).add(p.get(1).mul(x)),
      observed -> new double[] {observed.meanY(), 0}),
  GAUSSIAN(
      "base + height * exp(-((x - center) / width)^2 / 2)",
      List.of("base", "height", "center", "width+"),
      (p, x) -> {
        Value square = x.sub(p.get(2)).div(p.get(3)).square();
        return p.get(0).add(p.get(1).mul(square.div(-2).exp()));
      },
      Guess::gaussian);

  /** The curve, of its parameters and x. */
  @Immutable
  private interface Function {
    Value at(Value p, Value x);
  }

  /** Where to begin. */
  @Immutable
  private interface Starting {
    double[] guess(Observations observed);
  }

  /** Stands for ln 0: so far out that nothing of a curve is left, nor of its derivatives. */
  private static final double LOG_OF_ZERO = -1e4;

  private final String formula;
  private final ImmutableList<String> marked;
  private final Function function;
  private final Starting guess;

  KnownCurve(String formula, List<String> marked, Function function, Starting guess) {
    this.formula = formula;
    this.marked = ImmutableList.copyOf(marked);
    this.function = function;
    this.guess = guess;
  }

  /** By logarithms, which do not overflow where a power would. */
  private static Value hill(Value p, Value x) {
    Value log = x.log().maximum(LOG_OF_ZERO);
    return between(p, log.sub(p.get(2).log()).mul(p.get(3)).sigmoid());
  }

  private static Value between(Value p, Value share) {
    return p.get(0).add(p.get(1).sub(p.get(0)).mul(share));
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public List<String> parameters() {
    return marked.stream().map(name -> name.replace("+", "")).toList();
  }

  @Override
  public boolean isPositive(int parameter) {
    return marked.get(parameter).endsWith("+");
  }

  @Override
  public boolean needsPositiveX() {
    return this == HILL || this == MICHAELIS_MENTEN;
  }

  @Override
  public Value at(Value parameters, Value x) {
    return function.at(parameters, x);
  }

  @Override
  public double[] guess(Observations observed) {
    return guess.guess(observed);
  }
}
