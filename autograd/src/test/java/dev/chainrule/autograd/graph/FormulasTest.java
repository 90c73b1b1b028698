package dev.chainrule.autograd.graph;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Expression.Call;
import dev.chainrule.autograd.notation.Expression.Condition;
import dev.chainrule.autograd.notation.Expression.Literal;
import dev.chainrule.autograd.notation.Expression.Name;
import dev.chainrule.autograd.notation.Expression.Power;
import dev.chainrule.autograd.notation.Expression.Product;
import dev.chainrule.autograd.notation.Expression.Sum;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas: that they are what the rules compute, and how they are written. */
class FormulasTest {
  private static String derivative(UnaryOperator<Value> function) {
    Value x = Value.of(0.5).named("x");
    Value y = function.apply(x);
    return new Formulas(new Names(y, x, List.of(y, x))).derivative(y, 0).text();
  }

  @Test
  void rulesAreWrittenAsInATextbook() {
    Value w = Value.of(2).named("w");
    assertEquals("1", derivative(x -> x.add(w)));
    assertEquals("w", derivative(x -> x.mul(w)));
    assertEquals("1 / w", derivative(x -> x.div(w)));
    assertEquals("2 x", derivative(Value::square));
    assertEquals("3 x^2", derivative(x -> x.pow(3)));
    assertEquals("2 x", derivative(x -> x.pow(2)));
    assertEquals("0.5 / result", derivative(Value::sqrt));
    assertEquals("result * (1 - result)", derivative(Value::sigmoid));
    assertEquals("1 - result^2", derivative(Value::tanh));
    assertEquals("[x > 0]", derivative(Value::relu));
    assertEquals("sigmoid(x)", derivative(Value::softplus));
    assertEquals("-sin(x)", derivative(Value::cos));
    assertEquals("1 / x", derivative(Value::log));
    assertEquals("result", derivative(Value::exp));
    assertEquals("1 / sqrt(1 - x^2)", derivative(Value::asin));
    assertEquals("sign(x)", derivative(Value::abs));
    assertEquals("[x >= w] * (1 - 0.5 [x = w])", derivative(x -> x.maximum(w)));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aFormulaGivesWhatTheRuleComputes(Sample sample) {
    List<Value> inputs = sample.inputs().stream().map(Value::of).toList();
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).named("x" + i);
    }
    Value y = sample.apply(inputs).named("y");
    Formulas formulas = new Formulas(new Names(y, inputs.get(0), List.of()));
    for (int i = 0; i < inputs.size(); i++) {
      if (PathGraph.flows(y, i)) {
        Map<String, Double> known =
            inputs.size() == 1
                ? Map.of("x0", inputs.get(0).item(), "y", y.item())
                : Map.of("x0", inputs.get(0).item(), "x1", inputs.get(1).item(), "y", y.item());
        Expression formula = formulas.derivative(y, i);
        assertClose(Slopes.of(y, i).item(), value(formula, known), 1e-9);
      }
    }
  }

  /** Pointwise operations on float64 scalars. */
  static List<Sample> numbers() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.operation().isPointwise())
        .filter(sample -> sample.inputs().stream().allMatch(x -> x.shape().rank() == 0))
        .filter(
            sample -> !sample.operation().parameters().containsKey("order")) // whose order rises
        .toList();
  }

  private static double value(Expression e, Map<String, Double> known) {
    if (e instanceof Literal number) {
      return number.value();
    }
    if (e instanceof Name name) {
      return known.getOrDefault(name.name(), Double.NaN);
    }
    if (e instanceof Sum sum) {
      return sum.terms().stream().mapToDouble(term -> value(term, known)).sum();
    }
    if (e instanceof Product product) {
      double result = product.coefficient();
      for (Expression factor : product.factors()) {
        result *= value(factor, known);
      }
      for (Expression divisor : product.divisors()) {
        result /= value(divisor, known);
      }
      return result;
    }
    if (e instanceof Power power) {
      return Math.pow(value(power.base(), known), value(power.exponent(), known));
    }
    if (e instanceof Condition condition) {
      double left = value(condition.left(), known);
      double right = value(condition.right(), known);
      return switch (condition.relation()) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
          }
          ? 1
          : 0;
    }
    Call call = (Call) e;
    double[] in = call.arguments().stream().mapToDouble(x -> value(x, known)).toArray();
    return applied(call.function(), in);
  }

  private static double applied(String function, double[] in) {
    for (Sample sample : numbers()) {
      if (sample.operation().name().equals(function)) {
        return sample.operation() instanceof PointwiseUnary unary
            ? unary.value(in[0])
            : ((PointwiseBinary) sample.operation()).value(in[0], in[1]);
      }
    }
    if (function.equals("polygamma(0)")) {
      return Tensor.of(in[0]).digamma().item();
    }
    throw new AssertionError(function);
  }

  @Test
  void partsStandInParenthesesWhereTheyMust() {
    Expression a = Algebra.name("a");
    Expression b = Algebra.name("b");
    Expression sum = Algebra.sum(a, b);
    assertEquals("2 (a + b)", Algebra.product(sum, Algebra.number(2)).text());
    assertEquals(
        "a - (a + b)",
        new Sum(ImmutableList.of(a, Algebra.product(Algebra.number(-1), sum))).text());
    assertEquals("-a - b", Algebra.negative(sum).text());
    assertEquals("a - b", Algebra.difference(a, b).text());
    assertEquals("a / (a * b)", Algebra.quotient(a, Algebra.product(a, b)).text());
    assertEquals("(a * b)^2", Algebra.square(Algebra.product(a, b)).text());
    assertEquals("(a^2)^2", Algebra.square(Algebra.square(a)).text());
    assertEquals("0", Algebra.product(a, Algebra.ZERO).text());
    assertEquals("a", Algebra.sum(Algebra.ZERO, a).text());
    assertEquals("-1 / a", Algebra.quotient(Algebra.number(-1), a).text());
    assertEquals("2/3 a", Algebra.product(Algebra.number(2 / 3.0), a).text());
  }

  @Test
  void rulesTooLongToReadAreNotWritten() {
    assertTrue(derivative(x -> x.apply(new Tower())).startsWith("slope of tower"));
  }

  /** A rule that uses each step twice: as a tree it would have 2^40 leaves. */
  private static final class Tower extends PointwiseUnary {
    Tower() {
      super("tower");
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T g, T x, T y) {
      T power = x;
      for (int i = 0; i < 40; i++) {
        power = power.mul(power);
      }
      return g.mul(power);
    }
  }

  @Test
  void crossEntropyHasAFormulaOnBothPaths() {
    Value p = Value.of(Tensor.of(0.2, 0.7, 0.9)).named("p");
    Value t = Value.constant(Tensor.of(0.0, 1, 1)).named("t");
    Value other = Value.constant(Tensor.of(1.0, 0, 0)).named("other");
    Value off = other.mul(Value.constant(1).sub(p).log());
    Value loss = t.mul(p.log()).add(off).mean().neg().named("loss");
    assertEquals(
        "dloss/dp along this path = 1/3 other / (1 - p) = [0.41667, 0, 0]",
        Explanation.of(loss, p).paths().stream()
            .map(GradientPath::toString)
            .filter(path -> path.contains("other"))
            .findAny()
            .orElse("none"));
  }

  @Test
  void eightLinksAreWrittenOutOnlyIfTheyAreShort() {
    Value v = Value.of(0.5).named("v");
    Value y = v;
    for (int i = 0; i < 8; i++) {
      y = i % 2 == 0 ? y.neg() : y.mul(3);
    }
    assertEquals("dy/dv = 81 = 81", Explanation.of(y.named("y"), v).paths().get(0).toString());
    Value deep = v;
    for (int i = 0; i < 7; i++) {
      deep = deep.sin();
    }
    assertEquals(
        "product of 7 factors",
        Explanation.of(deep.named("y"), v).paths().get(0).equation().get(1));
  }
}
