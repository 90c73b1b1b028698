package dev.chainrule.autograd.accuracy;

import static java.util.Map.entry;

import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A function of one number to measure; of two, with a constant for one.
 *
 * @param name as in the table
 * @param function in the vocabulary
 * @param zeros where not even a right rule keeps relative accuracy
 */
record Curve(String name, UnaryOperator<Value> function, List<Zero> zeros) {
  private static final double EVERYWHERE = Double.POSITIVE_INFINITY;

  /**
   * A zero that is a difference of larger numbers: near it an error counts against their size.
   *
   * @param order of the derivative that has it: 0 for the function itself
   * @param at where it is
   * @param radius how far its neighbourhood goes
   * @param size of the larger numbers
   */
  record Zero(int order, double at, double radius, double size) {
    boolean isNear(int derivative, double x) {
      return order == derivative && Math.abs(x - at) <= radius;
    }
  }

  static final List<Curve> ALL =
      List.of(
          of("exp", Value::exp),
          of("exp2", Value::exp2),
          of("expm1", Value::expm1),
          of("log", Value::log),
          of("log2", Value::log2),
          of("log10", Value::log10),
          of("log1p", Value::log1p),
          of("logAddExp(x, 1)", x -> x.logAddExp(x.literal(1))),
          of("sin", Value::sin),
          of("cos", Value::cos),
          of("tan", Value::tan),
          of("asin", Value::asin),
          of("acos", Value::acos),
          of("atan", Value::atan),
          of("atan2(x, 1)", x -> x.atan2(x.literal(1))),
          of("hypot(x, 1)", x -> x.hypot(x.literal(1))),
          of("sinh", Value::sinh),
          of("cosh", Value::cosh),
          of("tanh", Value::tanh),
          of("asinh", Value::asinh),
          of("acosh", Value::acosh),
          of("atanh", Value::atanh),
          of("erf", Value::erf),
          of("erfc", Value::erfc),
          of("lgamma", Value::lgamma),
          new Curve(
              "lgamma below 0",
              Value::lgamma,
              List.of(new Zero(0, 0, EVERYWHERE, 1), new Zero(1, 0, EVERYWHERE, 4))),
          of("digamma", Value::digamma),
          of("erfInv", Value::erfInv),
          of("erfcInv", Value::erfcInv),
          new Curve(
              "normalDensity",
              Value::normalDensity,
              List.of(new Zero(2, -1, 0.5, 0.25), new Zero(2, 1, 0.5, 0.25))),
          of("normalCumulative", Value::normalCumulative),
          of("logNormalCumulative", Value::logNormalCumulative),
          of("normalQuantile", Value::normalQuantile),
          of("logit", Value::logit),
          of("xLogY(1.75, x)", x -> x.literal(1.75).xLogY(x)),
          of("gammaIncomplete(x, 2.5)", x -> x.gammaIncomplete(2.5)),
          of("gammaIncompleteComplement(x, 2.5)", x -> x.gammaIncompleteComplement(2.5)),
          new Curve(
              "gammaIncomplete(2.5, a)",
              a -> a.literal(2.5).gammaIncomplete(a),
              List.of(new Zero(2, 2.5, 0.5, 0.125))),
          of("betaIncomplete(x, 2.5, 1.5)", x -> x.betaIncomplete(2.5, 1.5)),
          of(
              "betaIncomplete(0.25, a, 1.5)",
              a -> a.literal(0.25).betaIncomplete(a, a.literal(1.5))),
          new Curve(
              "betaIncomplete(0.75, 2.5, b)",
              b -> b.literal(0.75).betaIncomplete(b.literal(2.5), b),
              List.of(new Zero(2, 0.33, 0.25, 0.25))),
          of("sigmoid", Value::sigmoid),
          of("logSigmoid", Value::logSigmoid),
          of("softplus", Value::softplus),
          new Curve(
              "silu",
              Value::silu,
              List.of(
                  new Zero(1, -1.28, 0.6, 0.25),
                  new Zero(2, -2.4, 0.8, 0.125),
                  new Zero(2, 2.4, 0.8, 0.125))),
          new Curve("gelu", Value::gelu, zerosOfGelu()),
          new Curve("geluTanh", Value::geluTanh, zerosOfGelu()),
          of("elu(1)", x -> x.elu(1)),
          of("square", Value::square),
          of("sqrt", Value::sqrt),
          of("cbrt", Value::cbrt),
          of("reciprocal", Value::reciprocal),
          of("pow(x, 2.5)", x -> x.pow(x.literal(2.5))),
          of("rpow(x, 1.75)", x -> x.rpow(1.75)));

  /** Goals for the value in float64; every other one has 2. In float32 the goal is 1 for all. */
  static final Map<String, Double> GOALS =
      Map.ofEntries(
          entry("exp", 1.0),
          entry("log", 1.0),
          entry("log1p", 1.0),
          entry("expm1", 1.0),
          entry("sigmoid", 1.0),
          entry("tanh", 1.0),
          entry("erf", 1.0),
          entry("erfc", 1.0),
          entry("sin", 1.0),
          entry("cos", 1.0),
          entry("digamma", 3.5),
          entry("gammaIncomplete(x, 2.5)", 2.5),
          entry("betaIncomplete(x, 2.5, 1.5)", 2.5),
          entry("betaIncomplete(0.25, a, 1.5)", 2.5),
          entry("betaIncomplete(0.75, 2.5, b)", 2.5));

  private static Curve of(String name, UnaryOperator<Value> function) {
    return new Curve(name, function, List.of());
  }

  private static List<Zero> zerosOfGelu() {
    return List.of(
        new Zero(1, -0.75, 0.4, 0.5), new Zero(2, -1.42, 0.4, 0.25), new Zero(2, 1.42, 0.4, 0.25));
  }

  /** The size that an error counts against. */
  double size(int derivative, double x, double value) {
    double size = Math.abs(value);
    for (Zero zero : zeros) {
      if (zero.isNear(derivative, x)) {
        size = Math.max(size, zero.size());
      }
    }
    return size;
  }

  @Override
  public String toString() {
    return name;
  }
}
