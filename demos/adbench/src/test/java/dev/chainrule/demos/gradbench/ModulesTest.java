package dev.chainrule.demos.gradbench;

import static dev.chainrule.demos.gradbench.Evaluations.numbers;
import static dev.chainrule.demos.gradbench.Evaluations.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.Gradient;
import dev.chainrule.demos.gradbench.Modes.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each evaluation against its definition in plain loops, and against differences of these. */
class ModulesTest {
  private final Random random = new Random(1);

  @Test
  void hello() {
    assertEquals(6.25, output("hello", "square", 2.5).asDouble());
    assertEquals(5, output("hello", "double", 2.5).asDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12})
  void leastSquares(int n) {
    assertScalar(
        "llsq",
        Map.of("n", n),
        "x",
        normal(4),
        x -> {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            double t = -1 + i * 2.0 / (n - 1);
            double missed = Math.signum(t);
            for (int j = 0; j < x.length; j++) {
              missed -= x[j] * Math.pow(t, j);
            }
            sum += missed * missed / 2;
          }
          return sum;
        });
  }

  @Test
  void logSumExp() {
    assertScalar(
        "lse",
        Map.of(),
        "x",
        normal(6),
        x -> {
          double sum = 0;
          for (double number : x) {
            sum += Math.exp(number);
          }
          return Math.log(sum);
        });
    double[] large = {1000, 1000};
    assertEquals(1000 + Math.log(2), output("lse", "primal", Map.of("x", large)).asDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void determinants(int size) {
    assertScalar("det", Map.of("ell", size), "A", normal(size * size), x -> determinant(x, size));
  }

  private static double determinant(double[] entries, int size) {
    double sum = size == 0 ? 1 : 0;
    for (int column = 0; column < size; column++) {
      double[] minor = new double[(size - 1) * (size - 1)];
      int at = 0;
      for (int i = size; i < size * size; i++) {
        if (i % size != column) {
          minor[at++] = entries[i];
        }
      }
      sum += (column % 2 == 0 ? 1 : -1) * entries[column] * determinant(minor, size - 1);
    }
    return sum;
  }

  /** With x = (1, 1, 1): y = (t, t²/2, t³/6), for which the method is exact. */
  @Test
  void differentialEquation() {
    double[] ones = {1, 1, 1};
    double[] y = numbers(output("ode", "primal", Map.of("x", ones, "s", 3)));
    assertArrayEquals(new double[] {2, 2, 8.0 / 6}, y, 1e-14);
    double[] gradient = numbers(output("ode", "gradient", Map.of("x", ones, "s", 3)));
    assertArrayEquals(new double[] {8.0 / 6, 8.0 / 6, 8.0 / 6}, gradient, 1e-14);

    double[] x = normal(4);
    double[] slopes =
        differences(at -> numbers(output("ode", "primal", Map.of("x", at, "s", 2)))[3], x);
    assertArrayEquals(slopes, numbers(output("ode", "gradient", Map.of("x", x, "s", 2))), 1e-7);
  }

  /** The direction leads each centroid to the middle of the points nearest to it. */
  @Test
  void clusters() {
    double[][] points = {{0, 1}, {2, 1}, {10, 10}, {11, 13}, {12, 10}};
    Map<String, Object> input =
        Map.of("points", points, "centroids", new double[][] {{1, 0}, {10, 9}});
    assertEquals(2 + 2 + 1 + 17 + 5, output("kmeans", "cost", input).asDouble(), 1e-12);
    assertArrayEquals(new double[] {0, -1, -1, -2}, numbers(output("kmeans", "dir", input)), 1e-12);
  }

  /** What GradBench expects; a sweep backward inside takes several times as long. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "rf"})
  void saddle(String modes) {
    double[] found = numbers(output("saddle", modes, Map.of("start", new double[] {1, 1})));
    double[] expected = new double[4];
    Arrays.fill(expected, 8.246324826140356e-06);
    assertArrayEquals(expected, found, 1e-15);
  }

  @Test
  void particle() {
    double found = output("particle", "ff", Map.of("w", 0)).asDouble();
    assertEquals(0.2071918746486116, found, 1e-12);
  }

  /** The derivative of what has a derivative inside. */
  @Test
  void allNestingsAgree() {
    List<Mode> modes = List.of(Modes::forward, Gradient::of);
    List<Value> x = Vectors.constants(0.4, -0.8);
    List<Value> w = Vectors.constants(0.1);
    double step = 1e-5;
    double right = Particle.missed(Value.constant(0.1 + step), Modes::forward).item();
    double left = Particle.missed(Value.constant(0.1 - step), Modes::forward).item();
    for (Mode outside : modes) {
      for (Mode inside : modes) {
        assertArrayEquals(
            new double[] {0.8, -1.6},
            Vectors.numbers(outside.gradient(at -> Saddle.greatest(at, inside, x), x)),
            1e-13);
        assertArrayEquals(
            new double[] {(right - left) / (2 * step)},
            Vectors.numbers(outside.gradient(at -> Particle.missed(at.get(0), inside), w)),
            1e-7);
      }
    }
  }

  /** A start beside a saddle: no step is worth taking. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "fr", "rf", "rr"})
  void saddleAtOnce(String modes) {
    double[] start = {1e-6, -1e-6};
    assertArrayEquals(
        new double[] {1e-6, -1e-6, 1e-6, -1e-6},
        numbers(output("saddle", modes, Map.of("start", start))));
    assertEquals(0.207, output("particle", modes, Map.of("w", 0.207)).asDouble());
  }

  private double[] normal(int count) {
    return random.doubles(count, -1.5, 1.5).toArray();
  }

  private static void assertScalar(
      String module,
      Map<String, Object> input,
      String name,
      double[] x,
      ToDoubleFunction<double[]> function) {
    Map<String, Object> all =
        ImmutableMap.<String, Object>builder().putAll(input).put(name, x).buildOrThrow();
    assertEquals(function.applyAsDouble(x), output(module, "primal", all).asDouble(), 1e-12);
    assertArrayEquals(differences(function, x), numbers(output(module, "gradient", all)), 1e-7);
  }

  static double[] differences(ToDoubleFunction<double[]> function, double[] x) {
    double step = 1e-5;
    double[] slopes = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] right = x.clone();
      double[] left = x.clone();
      right[i] += step;
      left[i] -= step;
      slopes[i] = (function.applyAsDouble(right) - function.applyAsDouble(left)) / (2 * step);
    }
    return slopes;
  }
}
