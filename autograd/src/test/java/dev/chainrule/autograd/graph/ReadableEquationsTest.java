package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Equations and names that a reader might take for something else. */
class ReadableEquationsTest {
  private final Value x = Value.of(2).named("x");

  private static String path(Value result, Value variable, int index) {
    return Explanation.of(result, variable).paths().get(index).toString();
  }

  @Test
  void twoSumsAreTwoSums() {
    Value b = Value.of(2).named("b");
    Value c = Value.constant(Tensor.of(1.0, 2)).named("c");
    Value d = Value.constant(Tensor.of(3.0, -4)).named("d");
    Value y = b.mul(c).sum().named("s").mul(d).sum().named("y");
    assertEquals("dy/db = dy/ds x ds/db = (sum of d) x (sum of c) = -3", path(y, b, 0));
  }

  @Test
  void whatTheNamesDoNotShowIsCounted() {
    Value c = Value.constant(Tensor.of(1.0, 2)).named("c");
    assertEquals("dy/dx = sum over 2 elements of 1 = 2", path(c.add(x).sum().named("y"), x, 0));
    Value m = Value.constant(Tensor.of(new double[][] {{1, 2}, {3, 5}})).named("m");
    Value row = Value.of(Tensor.of(1.0, 1)).named("row");
    assertEquals(
        "dy/drow = sum over axis 0 of m = [4, 7]", path(m.mul(row).sum().named("y"), row, 0));
  }

  @Test
  void aDerivativeByNameIsThatOfAllPaths() {
    Value h = x.mul(2).named("h");
    Value y = h.square().add(h.mul(x)).named("y");
    assertEquals(
        Set.of(
            "dy/dx along this path = 2 h x dh/dx = 2 h x 2 = 16",
            "dy/dx along this path = (x) x dh/dx = (x) x 2 = 4",
            "dy/dx along this path = h = 4"),
        Explanation.of(y, x).paths().stream()
            .map(GradientPath::toString)
            .collect(Collectors.toSet()));
  }

  @Test
  void whatIsNoProductOfElementsIsPulledBack() {
    Value v = Value.of(Tensor.of(3.0, 3.5)).named("v");
    assertEquals(
        "dy/dv = 1, pulled back through indexSelect[0][0, 0, 0] = [3, 0]",
        path(v.indexSelect(0, 0, 0, 0).sum().named("y"), v, 0));
    Value m = Value.of(Tensor.of(new double[][] {{1, 2}, {3, 4}})).named("m");
    String ratio = Explanation.of(m.sum(0).div(m.sum(1)).sum(), m).toString();
    assertTrue(ratio.contains("v1 = sum[0](m)") || ratio.contains("v2 = sum[1](m)"), ratio);
  }

  @Test
  void equalLargestElementsShareTheFormula() {
    Value v = Value.of(Tensor.of(3.0, 3, 1)).named("v");
    assertEquals("dy/dv = 0.5 [v = y] = [0.5, 0.5, 0]", path(v.max().named("y"), v, 0));
  }

  @Test
  void everyValueHasItsOwnName() {
    Value other = Value.of(1).named("x");
    assertEquals("dy/dx_v0 = 2 (x_v0 - x_v1) = 2", path(x.sub(other).square().named("y"), x, 0));
    Value generated = Value.of(3).named("v2");
    String text = Explanation.of(x.mul(generated).exp().square().named("y"), x).toString();
    assertTrue(text.contains("v2 = x * v2_v1"), text);
  }

  @Test
  void longNamesKeepWhatTellsThemApart() {
    Value weight = Value.of(2).named("encoder.layer.12.attention.query.weight");
    Value bias = Value.of(3).named("encoder.layer.12.attention.query.bias");
    Value again = Value.of(3).named("encoder.layer.13.attention.query.bias");
    String text = path(weight.sub(bias).mul(again).square().named("y"), weight, 0);
    assertTrue(text.contains("encoder.layer.....query.weight ="), text);
    String formula = path(bias.mul(again).named("y"), bias, 0);
    assertTrue(formula.contains("= encoder.layer.13.attention.query.bias"), formula);
  }

  @Test
  void namesLikeFormulasStandInQuotes() {
    for (String name : List.of("a-b", "w^2", "5", "[x > 0]", "NaN", "a b", "\u03b2\u00b3")) {
      Value named = Value.of(3).named(name);
      assertEquals(
          "dy/d\"" + name + "\" = 2 \"" + name + "\" = 6",
          path(named.square().named("y"), named, 0));
    }
    Value plain = Value.of(3).named("layers.0.weight_1");
    assertEquals(
        "dy/dlayers.0.weight_1 = 2 layers.0.weight_1 = 6",
        path(plain.square().named("y"), plain, 0));
  }

  @Test
  void withNaNThereIsNoFormula() {
    Value v = Value.of(Tensor.of(Double.NaN, 1)).named("v");
    assertEquals(
        "dv1/dv = slope of relu = 1 for each; gain 1",
        Explanation.of(v.relu().sum(), v).paths().get(0).factors().get(1).toString());
    assertFalse(path(v.max(), v, 0).contains("[v ="));
  }

  @Test
  void aUsersOperationIsNotTakenForTheEnginesOwn() {
    assertEquals("dy/dx = 3 y * x^2 = 35771", path(x.apply(new Cube()).exp().named("y"), x, 0));
    String text = Explanation.of(x.apply(new Cube()).exp().named("y"), x).toString();
    assertTrue(text.contains("v1 = square(x)"), text);
  }

  /** Has the name of another operation. */
  private static final class Cube extends PointwiseUnary {
    Cube() {
      super("square");
    }

    @Override
    public double value(double x) {
      return x * x * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x.square()).mul(3);
    }
  }
}
