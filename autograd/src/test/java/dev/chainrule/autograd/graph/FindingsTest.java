package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Finding.Kind;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an explanation tells besides the numbers. */
class FindingsTest {
  private final Value x = Value.of(Tensor.of(new double[][] {{1, -1, 0}, {2, -3, 4}})).named("x");

  private List<String> findings(Value result) {
    return Explanation.of(result, x).findings().stream()
        .map(finding -> finding.kind() + " " + finding.text())
        .toList();
  }

  @Test
  void anOrdinaryGradientHasNone() {
    assertEquals(List.of(), findings(x.square().sum()));
  }

  @Test
  void unitsThatAreOffInEveryRowAreDead() {
    Value hidden = x.sub(0.5).relu().named("h");
    assertEquals(List.of("DEAD h: 1 of 3 units off for all 2 rows: dead"), findings(hidden.sum()));
    assertSame(hidden, Explanation.of(hidden.sum(), x).findings().get(0).value());
    assertEquals(
        List.of("DEAD h: 1 of 3 units off for all 2 rows: dead"),
        findings(x.maximum(0.5).named("h").sum()));
  }

  @Test
  void theElementsOfAVectorAreItsUnits() {
    Value v = x.reshape(-1);
    assertEquals(
        List.of("DEAD h: 3 of 6 units off, each element taken as a unit"),
        findings(v.sub(0.5).relu().named("h").sum()));
    assertEquals(
        List.of(
            "ENDS path 1: the cotangent is 0 after dh/dv3, a gain of 0",
            "DEAD h: 6 of 6 units off, each element taken as a unit"),
        findings(v.sub(9).relu().named("h").sum()));
    assertEquals(List.of(), findings(v.add(9).relu().named("h").sum()));
  }

  @Test
  void oneRowIsNotAllRows() {
    assertEquals(
        List.of("DEAD h: 2 of 3 units off for the only row: dead"),
        findings(x.slice(0, 0, 1).sub(0.5).relu().named("h").sum()));
    Value one = Value.of(Tensor.of(-1.0, 1)).get(0).named("one");
    assertEquals(
        "h: its only unit off: dead",
        Explanation.of(one.relu().named("h"), one).findings().get(1).text());
  }

  @Test
  void flatActivationsAreSaturated() {
    assertEquals(
        List.of("SATURATED s: the slope is below 0.001 at 3 of 6 elements: saturated"),
        findings(x.mul(4).add(0.5).sigmoid().named("s").sum()));
    assertEquals(
        List.of("SATURATED t: the slope is below 0.001 at 1 of 6 elements: saturated"),
        findings(x.mul(1.1).tanh().named("t").sum()));
    assertEquals(List.of(), findings(x.sigmoid().sum()));
  }

  @Test
  void theDerivativeAtAKinkIsAConvention() {
    assertEquals(
        List.of(
                "KINK r: x is 0, a kink (1 of 6 elements); the derivative by x is taken as 0 there",
                "DEAD r: 1 of 3 units off for all 2 rows: dead")
            .stream()
            .sorted()
            .toList(),
        findings(x.relu().named("r").sum()).stream().sorted().toList());
    assertEquals(
        List.of(
            "KINK a: x is 0, a kink (1 of 6 elements); the derivative by x is taken as 0 there"),
        findings(x.abs().named("a").sum()));
  }

  @Test
  void equalInputsOfAMaximumShare() {
    assertEquals(
        List.of(
            "TIE m: its inputs are equal (1 of 6 elements);"
                + " the derivative by x is taken as 0.5 there"),
        findings(x.maximum(Value.of(2)).named("m").sum()));
  }

  @Test
  void equalLargestElementsShare() {
    Value doubled = x.concat(0, x);
    assertEquals(
        List.of(
            "TIE m: 2 elements share the place of the max;"
                + " the gradient is divided evenly among equals"),
        findings(doubled.max().named("m")));
    assertEquals(List.of(), findings(x.max()));
  }

  @Test
  void theBoundsOfClampAreKinks() {
    List<String> found = findings(x.clamp(-1, 2).sum());
    assertEquals(2, found.size(), found.toString());
    assertEquals(
        "x is at the bound -1 (1 of 6 elements); the derivative by x is taken as 1 there",
        found.get(0).substring(found.get(0).indexOf(": ") + 2));
    assertEquals(
        "x is at the bound 2 (1 of 6 elements); the derivative by x is taken as 1 there",
        found.get(1).substring(found.get(1).indexOf(": ") + 2));
    assertEquals(List.of(), findings(x.clamp(-1.5, 2.5).sum()));
  }

  @Test
  void gradientsVanishAndExplode() {
    assertEquals(Kind.VANISHES, kindAfter(0.1));
    assertEquals(Kind.EXPLODES, kindAfter(10));
    assertEquals(List.of(), findings(x.mul(0.5).sum()));
    Value shrunk = x.mul(0.1).named("a").mul(1e-7).named("b").sum();
    assertEquals(
        List.of(
            "VANISHES path 1: the cotangent is 2.4495e-8 times as large after 3 factors,"
                + " least of all at db/da, a gain of 1e-7"),
        findings(shrunk));
  }

  private Kind kindAfter(double slope) {
    Value y = x.sum();
    for (int i = 0; i < 8; i++) {
      y = y.mul(slope);
    }
    return Explanation.of(y, x).findings().get(0).kind();
  }

  @Test
  void cancellingPathsAreTold() {
    Value y = x.mul(100).sub(x.mul(99)).sum();
    assertEquals(
        List.of(
            "CANCELS the paths listed are together 199 times as large as the gradient: they cancel"),
        findings(y));
  }

  @Test
  void partsThatCancelAsideAreTold() {
    Value v = Value.of(Tensor.of(1.0, 1)).named("v");
    Value there = v.mul(Value.constant(Tensor.of(1.0, 20)));
    Value back = v.mul(Value.constant(Tensor.of(0.0, -20)));
    assertEquals(
        List.of("the paths listed are together 40.012 times as large as the gradient: they cancel"),
        Explanation.of(there.add(back).sum(), v).findings().stream().map(Finding::text).toList());
  }

  @Test
  void partsOfDifferentElementsDoNotCancel() {
    Value many = Value.of(Tensor.of(new double[144]).add(1));
    Value sum = many.get(0);
    for (int i = 1; i < 144; i++) {
      sum = sum.add(many.get(i));
    }
    Explanation explanation = Explanation.of(sum, many, 144);
    assertEquals(144, explanation.paths().size());
    assertEquals(List.of(), explanation.findings());
  }

  @Test
  void oneFactorIsOne() {
    Value v = Value.of(1).named("v");
    assertEquals(
        "path 1: the cotangent is 1e-7 times as large after 1 factor, least of all at dy/dv, a"
            + " gain of 1e-7",
        Explanation.of(v.mul(1e-7).named("y"), v).findings().get(0).text());
    Value y = v;
    for (int i = 0; i < 13; i++) {
      y = y.sin();
    }
    assertTrue(Explanation.of(y, v).toString().contains("    ... 1 factor ...\n"));
  }

  @Test
  void zeroTimesInfinityIsTold() {
    Value zero = Value.of(0).named("zero");
    Value y = zero.sqrt().named("root").mul(0).named("y");
    assertEquals(
        List.of("path 1: the cotangent is not finite after droot/dzero, a gain of NaN"),
        Explanation.of(y, zero).findings().stream().map(Finding::text).toList());
    assertTrue(Explanation.of(y, zero).toString().contains("an unknown share of the gradient"));
  }

  @Test
  void whereACotangentIsLostIsTold() {
    assertEquals(
        List.of("NOT_FINITE path 1: the cotangent is not finite after dr/da, a gain of Infinity"),
        findings(x.square().named("a").sqrt().named("r").slice(1, 2, 3).slice(0, 0, 1).sum()));
  }

  @Test
  void whatAChoiceCutsOffEndsThoughItWasNaN() {
    Value off = Value.of(-1).named("off");
    assertEquals(
        "path 1: the cotangent is 0 after dr/doff, a gain of 0",
        Explanation.of(off.relu().named("r").mul(Double.NaN), off).findings().get(0).text());
  }

  @Test
  void normsDoNotOverflow() {
    Value single = Value.of(Tensor.of(1.0, 1, 1, 1).to(DType.FLOAT32)).named("s");
    assertEquals(
        List.of(Kind.EXPLODES),
        Explanation.of(single.mul(3e38).sum(), single).findings().stream()
            .map(Finding::kind)
            .toList());
    assertEquals(5e200, PathGraph.norm(Tensor.of(3e200, -4e200)), 1e186);
    assertEquals(0, PathGraph.norm(Tensor.of(0.0, 0)));
  }

  @Test
  void cancellingToNothingIsTold() {
    assertEquals(
        List.of("CANCELS what comes along the paths cancels to 0"),
        findings(x.mul(3).sub(x.mul(3)).sum()));
  }

  @Test
  void aMinimumIsNotSaturated() {
    for (double at : new double[] {-1.2784645, -0.7517916}) {
      Value v = Value.of(at);
      assertTrue(
          Explanation.of(at < -1 ? v.silu() : v.gelu(), v).findings().stream()
              .noneMatch(finding -> finding.kind() == Kind.SATURATED));
    }
    Value far = Value.of(-9);
    assertEquals(Kind.SATURATED, Explanation.of(far.gelu(), far).findings().get(1).kind());
  }

  @Test
  void aBoundIsToldOnlyWhereItDecides() {
    Value gate = Value.of(Tensor.of(new double[][] {{0, 1, 2}, {0, 1, 2}})).named("gate");
    assertEquals(List.of(), findings(x.maskedBy(gate.greater(0)).sum()));
    Value v = Value.of(Tensor.of(0.0, 0, 5)).named("v");
    Value mask = v.greaterOrEqual(0).mul(Value.constant(Tensor.of(0.0, 1, 1)));
    assertEquals(
        List.of(
            "m: v is at the bound 0 (1 of 3 elements); the derivative by v is taken as 1 there"),
        Explanation.of(v.maskedBy(mask).named("m").sum(), v).findings().stream()
            .map(Finding::text)
            .toList());
    Value moved = v.maskedBy(v.greaterOrEqual(0).flip(0)).sum();
    assertEquals(List.of(), Explanation.of(moved, v).findings());
  }

  @Test
  void theOriginOfAHypotenuseIsAKink() {
    Value zero = Value.of(0).named("zero");
    Value y = zero.hypot(Value.of(0)).named("y");
    assertEquals(Kind.KINK, Explanation.of(y, zero).findings().get(1).kind());
    assertEquals(
        "dy/dzero = slope of hypot = 0", Explanation.of(y, zero).paths().get(0).toString());
  }

  @Test
  void aValueIsNotTiedWithItself() {
    assertEquals(List.of(), findings(x.maximum(x).sum()));
  }
}
