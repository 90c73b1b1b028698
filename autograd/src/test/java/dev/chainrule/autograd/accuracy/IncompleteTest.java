package dev.chainrule.autograd.accuracy;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The incomplete gamma and beta functions and their derivatives by the parameters, against a table
 * that {@code incomplete.py} computed: small and large parameters, near the middle and in tails.
 */
@Tag("kernel")
class IncompleteTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] TOLERANCES = {1.5e-15, 5e-15, 2e-14, 5e-13}; // by order

  private static List<double[]> table(String function) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                requireNonNull(IncompleteTest.class.getResourceAsStream("incomplete.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith(function + " "))
          .map(line -> line.substring(function.length() + 1).split(" ", -1))
          .map(cells -> Stream.of(cells).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static Value column(List<double[]> table, int column) {
    return Value.of(Tensor.of(table.stream().mapToDouble(row -> row[column]).toArray()));
  }

  /** The derivative of each element by that of an input. */
  private static Value slope(Value of, Value by) {
    return of.sum().derivative(by);
  }

  /**
   * Holds results to a column. A derivative of higher order has zeros: there, an error counts
   * against what the first ones and the smaller tail make the size of it.
   */
  private static void check(
      List<double[]> table, int column, Value got, int order, double... sizes) {
    double[] numbers = got.data().toArray();
    for (int i = 0; i < numbers.length; i++) {
      double want = table.get(i)[column];
      double size = Math.max(Math.abs(want), sizes.length == 0 ? 0 : sizes[i]);
      double error = Math.abs(numbers[i] - want);
      double got1 = numbers[i];
      int row = i;
      assertTrue(
          error <= TOLERANCES[order] * size,
          () -> column + " of " + List.of(table.get(row)[0], table.get(row)[1]) + ": " + got1);
    }
  }

  private static double[] sizes(List<double[]> table, int value, int first, int second) {
    return table.stream()
        .mapToDouble(
            row ->
                Math.abs(row[first] * row[second])
                    / Math.max(1e-250, Math.min(row[value], 1 - row[value])))
        .toArray();
  }

  @Test
  void gamma() throws IOException {
    List<double[]> table = table("gamma");
    assertTrue(table.size() > 150);
    Value a = column(table, 0);
    Value x = column(table, 1);
    Value lower = x.gammaIncomplete(a);
    check(table, 2, lower, 0);
    check(table, 3, x.gammaIncompleteComplement(a), 0);
    Value first = slope(lower, a);
    check(table, 4, first, 1);
    check(table, 4, slope(x.gammaIncompleteComplement(a), a).neg(), 1);
    Value second = slope(first, a);
    check(table, 5, second, 2, sizes(table, 2, 4, 4));
    Value third = slope(second, a);
    check(table, 6, third, 3, sizes(table, 2, 4, 5));
    assertEquals(
        "gammaIncomplete: derivatives by its parameter go up to order 3",
        assertThrows(IllegalStateException.class, () -> slope(third, a)).getMessage());
  }

  @Test
  void beta() throws IOException {
    List<double[]> table = table("beta");
    assertTrue(table.size() > 150);
    Value a = column(table, 0);
    Value b = column(table, 1);
    Value value = column(table, 2).betaIncomplete(a, b);
    check(table, 3, value, 0);
    Value byA = slope(value, a);
    Value byB = slope(value, b);
    check(table, 4, byA, 1);
    check(table, 5, byB, 1);
    check(table, 6, slope(byA, a), 2, sizes(table, 3, 4, 4));
    check(table, 7, slope(byA, b), 2, sizes(table, 3, 4, 5));
    check(table, 7, slope(byB, a), 2, sizes(table, 3, 4, 5));
    check(table, 8, slope(byB, b), 2, sizes(table, 3, 5, 5));
    Value second = slope(byA, b);
    assertEquals(
        "betaIncomplete: derivatives by its parameters go up to order 2",
        assertThrows(IllegalStateException.class, () -> slope(second, a)).getMessage());
  }

  /** Where the digamma functions of b and a + b are nearly the same; by mpmath, 300 bits. */
  @Test
  void theDensityWhereAParameterIsTiny() {
    Value x = Value.of(1.1503455289966086e-9);
    Value a = Value.of(4.096103570980731e-11);
    Value b = Value.of(9.24736669074977);
    Value byB = x.betaIncomplete(a, b).derivative(x).derivative(b);
    assertEquals(-4.0794477462267735e-11, byB.item(), 1e-25);
    assertEquals(-1.899972127714705e-14, byB.derivative(b).item(), 1e-28);
  }

  /** Computed in float64, and rounded. */
  @Test
  void float32IsFloat64Rounded() throws IOException {
    List<double[]> table = table("beta");
    Value a = column(table, 0);
    Value b = column(table, 1);
    Value x = column(table, 2);
    Tensor[] singles = {
      a.data().to(DType.FLOAT32), b.data().to(DType.FLOAT32), x.data().to(DType.FLOAT32)
    };
    Tensor[] doubles = {
      singles[0].to(DType.FLOAT64), singles[1].to(DType.FLOAT64), singles[2].to(DType.FLOAT64)
    };
    assertArrayEquals(
        doubles[2].betaIncomplete(doubles[0], doubles[1]).to(DType.FLOAT32).toArray(),
        singles[2].betaIncomplete(singles[0], singles[1]).toArray());
    assertArrayEquals(
        doubles[2].gammaIncomplete(doubles[0]).to(DType.FLOAT32).toArray(),
        singles[2].gammaIncomplete(singles[0]).toArray());
    assertEquals(DType.FLOAT32, singles[2].betaIncomplete(2, 3).dtype());
    assertEquals(DType.FLOAT32, singles[2].gammaIncompleteComplement(2).dtype());
  }

  @Test
  void shapesBroadcast() {
    Value x = Value.of(Tensor.of(0.2, 0.5, 0.9));
    Value a = Value.of(Tensor.of(0.5, 4).reshape(2, 1));
    Value b = Value.of(2);
    Value z = x.betaIncomplete(a, b);
    assertEquals(Shape.of(2, 3), z.shape());
    assertEquals(Tensor.of(0.9).betaIncomplete(4, 2).item(), z.data().at(1, 2));
    assertEquals(a.shape(), z.sum().gradients(a).of(a).shape());
    assertEquals(b.shape(), z.sum().gradients(b).of(b).shape());
    assertEquals(Shape.of(2, 3), x.gammaIncomplete(a).shape());
  }

  /** What is certain has no slope in its parameters. */
  @Test
  void atTheEnds() {
    for (double a : new double[] {1e-3, 1, 2.5, 1e6}) {
      assertEquals(0, gamma(0, a));
      assertEquals(1, gamma(INFINITY, a));
      assertEquals(1, Tensor.of(0).gammaIncompleteComplement(a).item());
      assertEquals(0, Tensor.of(INFINITY).gammaIncompleteComplement(a).item());
      assertEquals(0, Tensor.of(0).betaIncomplete(a, 2).item());
      assertEquals(1, Tensor.of(1).betaIncomplete(a, 2).item());
      for (double end : new double[] {0, 1}) {
        Value parameter = Value.of(a);
        Value beta = Value.of(end).betaIncomplete(parameter, parameter);
        assertEquals(0, beta.derivative(parameter).item());
        Value gamma = Value.of(end == 0 ? 0 : INFINITY).gammaIncomplete(parameter);
        assertEquals(0, gamma.derivative(parameter).item());
      }
    }
    assertEquals(0, gamma(3, INFINITY));
    assertEquals(INFINITY, density(0, 0.5));
    assertEquals(1, density(0, 1));
    assertEquals(0, density(0, 1.5));
    assertEquals(0, density(INFINITY, 2));
  }

  private static double gamma(double x, double a) {
    return Tensor.of(x).gammaIncomplete(a).item();
  }

  private static double density(double at, double a) {
    Value x = Value.of(at);
    return x.gammaIncomplete(a).derivative(x).item();
  }

  @Test
  void nothingOutside() {
    double[][] gammas = {{-1e-300, 1}, {1, 0}, {1, -2}, {Double.NaN, 1}, {1, Double.NaN}};
    for (double[] in : gammas) {
      assertEquals(Double.NaN, gamma(in[0], in[1]));
      assertEquals(Double.NaN, Tensor.of(in[0]).gammaIncompleteComplement(in[1]).item());
      assertEquals(Double.NaN, density(in[0], in[1]));
    }
    assertEquals(Double.NaN, gamma(INFINITY, INFINITY));
    double[][] betas = {
      {-1e-300, 1, 1},
      {Math.nextUp(1.0), 1, 1},
      {0.5, 0, 1},
      {0.5, 1, 0},
      {0.5, -1, 1},
      {0.5, 1, INFINITY},
      {Double.NaN, 1, 1},
      {0.5, Double.NaN, 1},
      {0.5, 1, Double.NaN}
    };
    for (double[] in : betas) {
      Value x = Value.of(in[0]);
      Value z = x.betaIncomplete(in[1], in[2]);
      assertEquals(Double.NaN, z.item());
      assertEquals(Double.NaN, z.derivative(x).item());
    }
  }
}
