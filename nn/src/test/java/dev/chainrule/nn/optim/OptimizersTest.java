package dev.chainrule.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Each optimiser for 50 steps on a fixed problem, against its published formula written out for
 * each number by itself; and what stands around the step.
 */
class OptimizersTest {
  private static final double[] START = {1.5, -2, 0.25};
  private static final double[] SCALE = {1, 0.1, 5};
  private static final int STEPS = 50;

  /** The loss is the sum of scale p² + sin(p). */
  private static double slope(double p, double scale) {
    return 2 * scale * p + Math.cos(p);
  }

  private static Value loss(Parameter parameter) {
    Value p = parameter.value();
    return p.square().mul(Value.constant(Tensor.of(SCALE).to(p.dtype()))).add(p.sin()).sum();
  }

  /** One number's steps, by hand. */
  private interface ByHand {
    /** Moves p, which is {@code state[0]}; the rest is for the optimiser to keep. */
    void step(double[] state, double gradient, int step);
  }

  private static void assertFollows(
      ByHand byHand, Function<Map<String, Parameter>, Optimizer> optimizer) {
    Parameter parameter = Parameter.of(Tensor.of(START));
    Optimizer steps = optimizer.apply(Map.of("p", parameter));
    double[][] states = new double[START.length][3];
    for (int i = 0; i < START.length; i++) {
      states[i][0] = START[i];
    }
    for (int step = 1; step <= STEPS; step++) {
      steps.step(loss(parameter));
      for (int i = 0; i < START.length; i++) {
        byHand.step(states[i], slope(states[i][0], SCALE[i]), step);
      }
      double[] expected = {states[0][0], states[1][0], states[2][0]};
      assertArrayEquals(expected, parameter.value().data().toArray(), 1e-9);
    }
    assertEquals(STEPS, steps.steps());
  }

  @Test
  void plainGradientDescent() {
    assertFollows((s, g, step) -> s[0] -= 0.05 * g, p -> Sgd.of(p, 0.05));
  }

  @Test
  void momentumNesterovAndWeightDecay() {
    assertFollows(
        (s, g, step) -> {
          s[1] = 0.9 * s[1] + g + 0.01 * s[0];
          s[0] -= 0.02 * s[1];
        },
        p -> Sgd.of(p, 0.02).momentum(0.9).weightDecay(0.01));
    assertFollows(
        (s, g, step) -> {
          s[1] = 0.9 * s[1] + g;
          s[0] -= 0.02 * (g + 0.9 * s[1]);
        },
        p -> Sgd.of(p, 0.02).nesterov(0.9));
  }

  @Test
  void adam() {
    assertFollows(
        (s, g, step) -> {
          double slope = g + 0.1 * s[0];
          s[1] = 0.8 * s[1] + 0.2 * slope;
          s[2] = 0.95 * s[2] + 0.05 * slope * slope;
          double mean = s[1] / (1 - Math.pow(0.8, step));
          double square = s[2] / (1 - Math.pow(0.95, step));
          s[0] -= 0.03 * mean / (Math.sqrt(square) + 1e-6);
        },
        p -> Adam.of(p, 0.03).betas(0.8, 0.95).epsilon(1e-6).weightDecay(0.1));
  }

  @Test
  void adamWithDecoupledWeightDecay() {
    assertFollows(
        (s, g, step) -> {
          s[1] = 0.9 * s[1] + 0.1 * g;
          s[2] = 0.999 * s[2] + 0.001 * g * g;
          double mean = s[1] / (1 - Math.pow(0.9, step));
          double square = s[2] / (1 - Math.pow(0.999, step));
          s[0] -= 0.03 * 0.2 * s[0];
          s[0] -= 0.03 * mean / (Math.sqrt(square) + 1e-8);
        },
        p -> Adam.of(p, 0.03).decoupledWeightDecay(0.2));
  }

  @Test
  void rmsPropAndAdagrad() {
    assertFollows(
        (s, g, step) -> {
          s[1] = 0.9 * s[1] + 0.1 * g * g;
          s[0] -= 0.01 * g / (Math.sqrt(s[1]) + 1e-8);
        },
        p -> RmsProp.of(p, 0.01).alpha(0.9));
    assertFollows(
        (s, g, step) -> {
          s[1] += g * g;
          s[0] -= 0.1 * g / (Math.sqrt(s[1]) + 1e-10);
        },
        p -> Adagrad.of(p, 0.1));
  }

  @Test
  void schedules() {
    LearningRate steps = LearningRate.steps(0.8, 0.5, 10);
    assertEquals(0.8, steps.at(9));
    assertEquals(0.4, steps.at(10));
    assertEquals(0.2, steps.at(29));
    assertEquals(0.5 * 0.81, LearningRate.exponential(0.5, 0.9).at(2), 1e-15);
    LearningRate cosine = LearningRate.cosine(1, 4, 14);
    assertEquals(0.2, cosine.at(0));
    assertEquals(0.8, cosine.at(3));
    assertEquals(1, cosine.at(4));
    assertEquals(0.5, cosine.at(9), 1e-15);
    assertEquals(0, cosine.at(14));
    assertEquals(0, cosine.at(100));
    assertFollows(
        (s, g, step) -> s[0] -= (step <= 20 ? 0.05 : step <= 40 ? 0.005 : 0.0005) * g,
        p -> Sgd.of(p, LearningRate.steps(0.05, 0.1, 20)));
  }

  @Test
  void clipping() {
    List<Tensor> gradients = List.of(Tensor.of(3.0, -0.5), Tensor.of(-4));
    assertArrayEquals(new double[] {1, -0.5}, Clipping.byValue(1).clip(gradients).get(0).toArray());
    List<Tensor> clipped = Clipping.byGlobalNorm(1).clip(gradients);
    double norm = Math.sqrt(25.25);
    assertArrayEquals(new double[] {3 / norm, -0.5 / norm}, clipped.get(0).toArray(), 1e-15);
    assertEquals(-4 / norm, clipped.get(1).item(), 1e-15);
    assertEquals(gradients, Clipping.byGlobalNorm(6).clip(gradients));
    assertEquals(gradients, Clipping.byGlobalNorm(Math.nextUp(norm)).clip(gradients));
    assertEquals(-4 * 5 / norm, Clipping.byGlobalNorm(5).clip(gradients).get(1).item(), 1e-14);
    assertFollows(
        (s, g, step) -> s[0] -= 0.05 * Math.max(-0.5, Math.min(0.5, g)),
        p -> Sgd.of(p, 0.05).clipping(Clipping.byValue(0.5)));
  }

  @Test
  void aStepGoesAgainstTheGradient() {
    Parameter p = Parameter.of(Tensor.of(3.0, -1.0));
    Parameter q = Parameter.of(Tensor.of(0.5));
    Sgd sgd = Sgd.of(Map.of("p", p, "q", q), 0.1);
    sgd.step(p.value().square().sum().add(q.value().mul(4)));
    assertArrayEquals(new double[] {3 - 0.1 * 6, -1 + 0.1 * 2}, p.value().data().toArray());
    assertEquals(0.5 - 0.1 * 4, q.value().item());
  }

  @Test
  void aStepRefusesGradientsThatAreStale() {
    Parameter p = Parameter.of(Tensor.of(3));
    Sgd sgd = Sgd.of(Map.of("p", p), 0.1);
    Gradients before = p.value().square().gradients();
    sgd.step(before);
    assertEquals(
        "step: the loss depends on none of this optimiser's parameters [p] as they stand now: it is"
            + " of another network, or was computed before the last update",
        assertThrows(IllegalStateException.class, () -> sgd.step(before)).getMessage());
    assertEquals(3 - 0.1 * 6, p.value().item());
  }

  @Test
  void learningRateMustBePositive() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "Sgd.of: learning rate " + rate + " must be positive",
          assertThrows(IllegalArgumentException.class, () -> Sgd.of(Map.of(), rate)).getMessage());
    }
  }

  @Test
  void inSinglePrecision() {
    Parameter parameter = Parameter.of(Tensor.of(START).to(DType.FLOAT32));
    Adam adam = Adam.of(Map.of("p", parameter), 0.1);
    double before = loss(parameter).item();
    for (int i = 0; i < STEPS; i++) {
      adam.step(loss(parameter));
    }
    assertEquals(DType.FLOAT32, parameter.value().dtype());
    assertEquals(true, loss(parameter).item() < before - 1);
  }

  @Test
  void coefficientsThatCanNotBe() {
    Map<String, Parameter> none = Map.of("p", Parameter.of(1));
    argument("Adam.of: learning rate -1.0 must be positive", () -> Adam.of(none, -1));
    argument("RmsProp.of: learning rate NaN must be positive", () -> RmsProp.of(none, Double.NaN));
    argument("momentum: 1.0 must be in [0, 1)", () -> Sgd.of(none, 1).momentum(1));
    argument("betas: beta2 1.5 must be in [0, 1)", () -> Adam.of(none, 1).betas(0.9, 1.5));
    argument("epsilon: -1.0 must not be negative", () -> Adam.of(none, 1).epsilon(-1));
    argument("byGlobalNorm: bound 0.0 must be positive", () -> Clipping.byGlobalNorm(0));
    argument(
        "cosine: 10 steps of warm-up do not fit into 10 steps",
        () -> LearningRate.cosine(1, 10, 10));
  }

  private static void argument(String message, Executable wrong) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, wrong).getMessage());
  }
}
