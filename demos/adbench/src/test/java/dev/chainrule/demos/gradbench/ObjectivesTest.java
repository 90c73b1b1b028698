package dev.chainrule.demos.gradbench;

import static dev.chainrule.demos.gradbench.Evaluations.numbers;
import static dev.chainrule.demos.gradbench.Evaluations.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.adbench.BundleAdjustment;
import dev.chainrule.demos.adbench.DiagonalLstm;
import dev.chainrule.demos.adbench.HandModel;
import dev.chainrule.demos.adbench.HandTracking;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The objectives that GradBench has from ADBench: what goes in and comes out is in its order. */
class ObjectivesTest {
  private final Random random = new Random(1);

  private Tensor normal(int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 0.5, random);
  }

  /** By the densities of the normal distribution and Wishart's, in one dimension. */
  @Test
  void mixtureOfOneDimension() {
    double[] alpha = {0.3, -0.2};
    double[] mu = {0.5, -1};
    double[] q = {0.1, 0.4};
    double[] x = {0.2, -0.7, 1.5};
    int m = 1;
    double gamma = 1.5;
    double logPosterior = 0;
    double weights = Math.exp(alpha[0]) + Math.exp(alpha[1]);
    for (double point : x) {
      double density = 0;
      for (int k = 0; k < 2; k++) {
        double precision = Math.exp(2 * q[k]);
        double square = (point - mu[k]) * (point - mu[k]);
        density +=
            Math.exp(alpha[k])
                / weights
                * Math.sqrt(precision / (2 * Math.PI))
                * Math.exp(-0.5 * precision * square);
      }
      logPosterior += Math.log(density);
    }
    double degrees = 2 + m;
    double v = 1 / (gamma * gamma);
    for (double logRoot : q) {
      double precision = Math.exp(2 * logRoot);
      double wishart =
          Math.pow(precision, (degrees - 2) / 2)
              * Math.exp(-precision / (2 * v))
              / (Math.pow(2 * v, degrees / 2) * 0.5 * Math.sqrt(Math.PI)); // Γ(3/2)
      logPosterior += Math.log(wishart);
    }
    Map<String, Object> input = mixture(1, alpha, column(mu), column(q), column(x), m, gamma);
    assertEquals(logPosterior, output("gmm", "objective", input).asDouble(), 1e-12);
  }

  private static double[][] column(double[] numbers) {
    double[][] rows = new double[numbers.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {numbers[i]};
    }
    return rows;
  }

  private static Map<String, Object> mixture(
      int d, Object alpha, Object mu, Object q, Object x, int m, double gamma) {
    return ImmutableMap.<String, Object>builder()
        .put("d", d)
        .put("alpha", alpha)
        .put("mu", mu)
        .put("q", q)
        .put("l", d == 1 ? new double[2][0] : new double[][] {{0.3}, {-0.6}})
        .put("x", x)
        .put("m", m)
        .put("gamma", gamma)
        .buildOrThrow();
  }

  @Test
  void gradientOfAMixture() {
    double[] alpha = {0.3, -0.2};
    double[][] mu = {{0.5, 1}, {-1, 0.1}};
    double[][] q = {{0.1, 0.2}, {0.3, -0.4}};
    double[][] x = {{0.2, 0.1}, {-0.7, 1}, {1.5, 0}};
    JsonNode gradient = output("gmm", "jacobian", mixture(2, alpha, mu, q, x, 2, 1.5));
    assertArrayEquals(
        ModulesTest.differences(
            at -> output("gmm", "objective", mixture(2, at, mu, q, x, 2, 1.5)).asDouble(), alpha),
        numbers(gradient.path("alpha")),
        1e-7);
    assertArrayEquals(
        ModulesTest.differences(
            at -> {
              double[][] moved = {{at[0], at[1]}, {at[2], at[3]}};
              return output("gmm", "objective", mixture(2, alpha, mu, moved, x, 2, 1.5)).asDouble();
            },
            new double[] {0.1, 0.2, 0.3, -0.4}),
        numbers(gradient.path("q")),
        1e-7);
    assertEquals(2, gradient.path("mu").path(1).size());
    assertEquals(1, gradient.path("l").path(1).size());
  }

  @Test
  void memory() {
    List<Tensor> start = List.of(normal(4, 12), normal(3, 3));
    Tensor states = normal(4, 3);
    Tensor sequence = normal(5, 3).greater(0);
    DiagonalLstm lstm = new DiagonalLstm(start, states, sequence);
    Map<String, Object> input =
        Map.of(
            "main_params", Nested.of(start.get(0)),
            "extra_params", Nested.of(start.get(1)),
            "state", Nested.of(states),
            "sequence", Nested.of(sequence));
    assertEquals(
        lstm.objective(lstm.variables()).item(), output("lstm", "objective", input).asDouble());
    double[] gradient = numbers(output("lstm", "jacobian", input));
    assertEquals(48 + 9, gradient.length);
    double[] main = start.get(0).toArray();
    double[] slopes =
        ModulesTest.differences(
            at -> {
              List<Tensor> moved = List.of(Tensor.of(Shape.of(4, 12), at), start.get(1));
              DiagonalLstm there = new DiagonalLstm(moved, states, sequence);
              return there.objective(there.variables()).item();
            },
            main);
    assertArrayEquals(slopes, Tensor.of(gradient).slice(0, 0, 48).toArray(), 1e-7);
  }

  @Test
  void bundle() {
    double[] camera = {0.1, 0.2, 0.3, 0, 0, -5, 1, 0, 0, 0.1, 0.1};
    double[] point = {0.1, 0.2, 0.3};
    double[] feature = {1, 2};
    Map<String, Object> input =
        Map.of("n", 2, "m", 3, "p", 20, "cam", camera, "x", point, "w", 0.5, "feat", feature);
    BundleAdjustment adjustment =
        BundleAdjustment.repeated(
            2, 3, 20, Tensor.of(camera), Tensor.of(point), 0.5, Tensor.of(feature));
    double[] errors = adjustment.jacobian().value().data().toArray();
    JsonNode objective = output("ba", "objective", input);
    assertArrayEquals(
        new double[] {errors[0], errors[1]},
        numbers(objective.path("reproj_error").path("elements")));
    assertEquals(20, objective.path("reproj_error").path("repeated").asInt());
    assertEquals(0.75, objective.path("w_err").path("element").asDouble());
    assertEquals(20, objective.path("w_err").path("repeated").asInt());

    JsonNode jacobian = output("ba", "jacobian", input);
    double[] values = adjustment.jacobian().jacobian().data().toArray();
    double[] shown = numbers(jacobian.path("vals"));
    assertEquals(31, shown.length);
    assertEquals(values[29], shown[29]);
    assertEquals(-1, shown[30]);
    double[] rows = numbers(jacobian.path("rows"));
    assertEquals(15 * 29, rows[29]);
    assertEquals(31 * 20, rows[30]);
    double[] columns = numbers(jacobian.path("cols"));
    assertArrayEquals(
        new double[] {0, 10, 22, 24, 31},
        new double[] {columns[0], columns[10], columns[11], columns[13], columns[14]});
    assertEquals(50, columns[30]);
  }

  /** Of fewer than thirty numbers, all are shown, and the last once more. */
  @Test
  void bundleOfOneObservation() {
    Map<String, Object> input =
        Map.of(
            "n",
            1,
            "m",
            1,
            "p",
            1,
            "cam",
            new double[] {0.1, 0.2, 0.3, 0, 0, -5, 1, 0, 0, 0.1, 0.1},
            "x",
            new double[] {0.1, 0.2, 0.3},
            "w",
            0.5,
            "feat",
            new double[] {1, 2});
    double[] rows = numbers(output("ba", "jacobian", input).path("rows"));
    assertArrayEquals(new double[] {0, 15, 30, 31, 31}, rows);
  }

  @Test
  void hand() {
    HandModel model = HandModel.read();
    Tensor pose = normal(26);
    Tensor weights = normal(2, 2);
    Tensor points = normal(2, 3);
    Map<String, Object> data =
        Map.of(
            "correspondences",
            List.of(7, 3),
            "points",
            Nested.of(points),
            "model",
            Map.of(
                "parents", model.parents(),
                "base_relatives", Nested.of(model.relatives()),
                "inverse_base_absolutes", Nested.of(model.inverses()),
                "base_positions", Nested.of(model.corners()),
                "weights", Nested.of(model.weights()),
                "triangles", model.triangles(),
                "is_mirrored", false));
    Object theta = Nested.of(pose);
    Map<String, Object> complicated =
        Map.of("theta", theta, "us", Nested.of(weights), "data", data);
    HandTracking hand = new HandTracking(model, List.of(weights, pose), List.of(7, 3), points);
    assertArrayEquals(
        hand.jacobian().value().data().toArray(), numbers(output("ht", "objective", complicated)));
    JsonNode rows = output("ht", "jacobian", complicated);
    assertEquals(6, rows.size());
    assertEquals(28, rows.path(0).size());
    assertEquals(hand.jacobian().jacobian().data().at(5, 1, 2), rows.path(5).path(5).asDouble());
    Map<String, Object> simple = Map.of("theta", theta, "us", List.of(), "data", data);
    assertEquals(26, output("ht", "jacobian", simple).path(0).size());
  }
}
