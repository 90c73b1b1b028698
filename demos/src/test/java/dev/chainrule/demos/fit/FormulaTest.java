package dev.chainrule.demos.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas that a user types. */
class FormulaTest {
  /** At x = 2, with each parameter 3. */
  @ParameterizedTest
  @CsvSource({
    "a + x * 2, 7",
    "(a + x) * 2, 10",
    "a - x - 1, 0",
    "12 / a / x, 2",
    "-x^2 + a, -1",
    "x^-1 * a, 1.5",
    "2^3^x / a, 170.66666666666666", // to the right: 2^9 / 3
    "1.5e1 * x + 0 * a, 30",
    ".5 * x + a, 4",
    "exp(ln(a)) * sqrt(x * x), 6",
    "abs(-a) + x, 5",
    "sin(a - a) + cos(x - x) + tanh(0) + sigmoid(0) + atan(0) + tan(0), 1.5",
    "a*(((x))), 6"
  })
  void aFormula_isReadByTheUsualRules(String text, double expected) {
    Formula formula = Formula.parse(text);
    Value x = Value.constant(Tensor.of(new double[] {2}));
    Value result = formula.at(Value.constant(Tensor.of(new double[] {3})), x);
    assertEquals(expected, result.data().at(0), 1e-14);
    assertEquals(List.of("a"), formula.parameters());
  }

  @Test
  void parameters_comeInTheirOrder_andHaveDerivatives() {
    Formula formula = Formula.parse("b_1 * exp(-k * x) + Offset * x ^ 2");
    assertEquals(List.of("b_1", "k", "Offset"), formula.parameters());
    Value x = Value.constant(Tensor.of(0.5, 1.5, -1));
    GradCheck.assertGradients(p -> formula.at(p, x).square().sum(), Tensor.of(2, 0.3, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected a number, a name or a parenthesis at the end'",
    "'a *', 'expected a number, a name or a parenthesis at the end'",
    "'a * (x', 'expected an operator or ) at the end'",
    "'a x', 'expected an operator at ''x'''",
    "'a + * x', 'expected a number, a name or a parenthesis at ''* x'''",
    "'a # x', 'expected an operator at ''# x'''",
    "'exp x + a', 'expected ( after exp at ''x + a'''",
    "'foo(x) + a', 'there is no function foo; see --help for those that there are'",
    "'log(x) + a', 'there is no function log; ln is the natural logarithm, ln(x) / ln(10) that to base 10'",
    "'a + 1', 'there is no x in it; write the curve as a function of x'",
    "'x + 1', 'there is no parameter in it; name what is to be found'",
    "'a * x + 1e999', 'the number 1e999 is too large'",
    "'verylongname1 * x', 'expected an operator at ''1 * x'''"
  })
  void whatIsNoFormula_isToldWhere(String text, String message) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              Formula unused = Formula.parse(text);
            });
    assertEquals("--formula: " + message, error.getMessage());
  }

  @Test
  void size_isLimited() {
    assertThrows(
        UserError.class,
        () -> {
          Formula unused = Formula.parse("(".repeat(100_000) + "x");
        });
    StringBuilder many = new StringBuilder("x");
    for (int i = 0; i <= 20; i++) {
      many.append("+a").append(i);
    }
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              Formula unused = Formula.parse(many.toString());
            });
    assertEquals("--formula: at most 20 parameters can be found", error.getMessage());
  }
}
