package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Explanations as text and as MathML, whatever values are called. */
class ExplanationTextTest {
  static void assertFitsATerminal(String text) {
    text.lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @CanIgnoreReturnValue
  static Document assertIsXml(String mathMl) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(mathMl)));
    } catch (Exception e) {
      throw new AssertionError(mathMl, e);
    }
  }

  private static Explanation explanation(String name) {
    Value x = Value.of(Tensor.of(1.0, 2)).named(name);
    Value y = x.mul(x).sigmoid().named(name + "2");
    return Explanation.of(y.sub(x).square().mean().named("3" + name), x);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</mi></math><script>alert(1)</script>",
        "a & b \"quoted\" 'twice'",
        "]]>",
        "line\nbreak\r\t\u0000\u001b[31m",
        "\ud800 alone",
        "\u202e turned",
        "\ufffe",
        "β³ 🎲"
      })
  void hostileNamesDoNoHarm(String name) {
    Explanation explanation = explanation(name);
    assertFitsATerminal(explanation.toString());
    assertFalse(explanation.toString().contains("\u001b"));
    Document document = assertIsXml(explanation.toMathMl());
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertEquals("math", document.getDocumentElement().getTagName());
    for (GradientPath path : explanation.paths()) {
      assertIsXml(path.toMathMl());
      assertEquals(1, path.toString().lines().count());
    }
  }

  @Property(tries = 300)
  void anyNameIsShown(@ForAll @NotEmpty String name) {
    Explanation explanation = explanation(name);
    assertFitsATerminal(explanation.toString());
    assertIsXml(explanation.toMathMl());
  }

  @Test
  void aMillionCharactersAreCut() {
    Explanation explanation = explanation("x".repeat(1_000_000));
    assertTrue(explanation.toString().contains("/d" + "x".repeat(14) + "..." + "x".repeat(13)));
    assertTrue(explanation.toString().length() < 10_000);
    assertTrue(explanation.toMathMl().length() < 20_000);
  }

  @Test
  void mathMlHoldsFormulasAndNumbers() {
    Value x = Value.of(3).named("x");
    String mathMl = Explanation.of(x.square().named("y"), x).toMathMl();
    assertEquals("dydx=2⋅x=6", assertIsXml(mathMl).getDocumentElement().getTextContent());
    String sum = Explanation.of(x.mul(x).named("y"), x).toMathMl();
    assertEquals(
        "dydx along this path=x=3dydx along this path=x=3dydx=6",
        assertIsXml(sum).getDocumentElement().getTextContent());
    String some = Explanation.of(x.mul(x).named("y"), x, 1).toMathMl();
    assertTrue(some.contains("over all paths"));
  }

  @Test
  void numbersHaveFiveDigits() {
    assertEquals("-15.655", Decimals.of(-15.65512));
    assertEquals("0.00012346", Decimals.of(0.000123456));
    assertEquals("1.2346e-5", Decimals.of(0.0000123456));
    assertEquals("1234600", Decimals.of(1234567));
    assertEquals("1.2346e7", Decimals.of(12345678));
    assertEquals("-2e150", Decimals.of(-2e150));
    assertEquals("0", Decimals.of(-0.0));
    assertEquals("NaN", Decimals.of(Double.NaN));
    assertEquals("-Infinity", Decimals.of(Double.NEGATIVE_INFINITY));
  }

  @Test
  void literalsHaveAllDigitsThatTheyNeed() {
    for (String text :
        List.of("0.5", "1013.25", "101325", "0.299999", "20251101", "1.2e-7", "-3", "1e10")) {
      assertEquals(text, Decimals.literal(Double.parseDouble(text)));
    }
    assertEquals("3.141592653589793", Decimals.literal(Math.PI));
    assertEquals("10000000000000002", Decimals.literal(1e16 + 2));
    assertEquals("5e-324", Decimals.literal(Double.MIN_VALUE));
    assertEquals("0.30000000000000004", Decimals.literal(0.1 + 0.2));
    assertEquals("NaN", Decimals.literal(Double.NaN));
  }

  @Property(tries = 1000)
  void aLiteralReadsBackAsTheSameNumber(@ForAll double number) {
    String text = Decimals.literal(number);
    assertEquals(number, Double.parseDouble(text), 0, text);
    assertTrue(text.length() <= Double.toString(number).length() + 1, text);
  }

  @Test
  void aFractionIsSmallReducedAndExact() {
    assertEquals("2/3", Decimals.literal(2 / 3.0));
    assertEquals("-1/7", Decimals.literal(-1 / 7.0));
    assertEquals("1/30", Decimals.literal(2 / 60.0));
    assertEquals("0.6666666666666667", Decimals.literal(Math.nextUp(2 / 3.0)));
    assertEquals("33333.666666666664", Decimals.literal(100001 / 3.0));
  }

  @Test
  void aCoefficientIsNotLongerForItsRounding() {
    Value x = Value.of(2).named("x");
    assertEquals("dy/dx = 0.3 = 0.3", path(x.mul(0.1).mul(3), x)); // 0.30000000000000004
    assertEquals("dy/dx = 3/7 = 0.42857", path(x.mul(1 / 7.0).mul(3), x)); // less by 1 ulp
    double sum = 0.1 + 0.2;
    assertEquals("dy/dx = " + sum + " = 0.3", path(x.mul(sum), x));
    assertEquals("dy/dx = 2 (x - " + sum + ") = 3.4", path(x.sub(sum).square(), x));
  }

  private static String path(Value result, Value variable) {
    return Explanation.of(result.named("y"), variable).paths().get(0).toString();
  }

  @Test
  void aFloatIsSaidInTheFewestDigits() {
    assertEquals(0.1, Decimals.simplest(0.1f));
    assertEquals(1 / 3.0, Decimals.simplest(1 / 3f));
    assertEquals(1013.251, Decimals.simplest(1013.251f));
    Value x = Value.of(Tensor.of(1.0, 2, 4).to(DType.FLOAT32)).named("x");
    assertEquals("dy/dx = 0.2 x = [0.2, 0.4, 0.8]", path(x.square().mul(0.1f).sum(), x));
  }

  @Test
  void countsAreExactAndPercentsSayWhenTheyAreNot() {
    Value x = Value.of(1).named("x");
    Value y = x;
    for (int i = 0; i < 20; i++) {
      y = y.add(y);
    }
    assertTrue(Explanation.of(y, x, 1).toString().contains("the sum over 1048576 paths"));
    String rounded = Explanation.of(x.mul(1).add(x.mul(1e-7)), x, 1).toString();
    assertTrue(rounded.contains("the 1 listed make about 100% of it"), rounded);
  }

  @Test
  void aPathThatPointsElsewhereIsNotCalledAShare() {
    Value w = Value.of(Tensor.of(1.0, 2, 3)).named("w");
    Value c = Value.constant(Tensor.of(1.0, 2, 1)).named("c");
    Explanation mean = Explanation.of(c.mul(w).sum().div(w.sum()).named("y"), w);
    String text = mean.toString();
    // By hand: [-1, 2, -1] / 18, with a square of 6 / 18^2; c / 6 has 54, and -8 / 36 for each 48.
    assertTrue(
        text.contains("Path 1, 100% along the gradient, its own size 300% of the gradient's:"),
        text);
    assertTrue(
        text.contains("Path 2, 0% along the gradient, its own size 282.84% of the gradient's:"),
        text);
    assertTrue(text.contains("These parts of all"), text);
    String one = Explanation.of(c.mul(w).sum().div(w.sum()), w, 1).toString();
    assertTrue(
        one.replaceAll("\\s+", " ").contains("the 1 listed make 100% of it, counted along it"),
        one);
    assertFitsATerminal(text);
  }

  @Test
  void aPathAlongTheGradientIsAShareOfIt() {
    Value w = Value.of(Tensor.of(1.0, 2, 3)).named("w");
    String text = Explanation.of(w.sum().mul(3).sub(w.sum()), w).toString();
    assertTrue(text.contains("Path 1, 150% of the gradient:"), text);
    assertTrue(text.contains("Path 2, -50% of the gradient:"), text);
    assertFalse(text.contains("along the gradient"), text);
    Value x = Value.of(1).named("x");
    String tiny = Explanation.of(x.add(x.mul(3e-16)), x).toString();
    assertTrue(tiny.contains("Path 2, 3e-14% of the gradient:"), tiny);
  }

  @Test
  void smallTensorsAreShownAndLargeOnesSummedUp() {
    assertEquals("[1, 2.5]", Decimals.of(Tensor.of(1.0, 2.5)));
    assertEquals("2 for each", Decimals.of(Tensor.of(2.0, 2)));
    assertEquals(
        "shape [1, 2], sum -1, largest size 3", Decimals.of(Tensor.of(new double[][] {{2, -3}})));
    assertEquals("no elements, shape [0]", Decimals.of(Tensor.of(new double[0])));
  }

  @Test
  void longLinesAreBrokenAtSpaces() {
    Lines lines = new Lines();
    lines.add(4, "a".repeat(50) + " " + "b".repeat(29) + " " + "c".repeat(100));
    assertEquals(
        "a".repeat(50)
            + " "
            + "b".repeat(29)
            + "\n    "
            + "c".repeat(76)
            + "\n    "
            + "c".repeat(24)
            + "\n",
        lines.toString());
  }
}
