package dev.chainrule.demos.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objectives and gradients, held against what ADBench's C++ gives, which was derived by hand. */
class AdBenchTest {
  @ParameterizedTest
  @ValueSource(strings = {"gmm_d2_K5", "gmm_d10_K25", "gmm_d20_K50"})
  void mixturesAreAsByHand(String name) throws IOException {
    GaussianMixture mixture = GaussianMixture.read(name);
    assertAsByHand(name, mixture.variables(), mixture::objective);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm_l2_c1024", "lstm_l4_c1024"})
  void memoriesAreAsByHand(String name) throws IOException {
    DiagonalLstm lstm = DiagonalLstm.read(name);
    assertAsByHand(name, lstm.variables(), lstm::objective);
  }

  private static void assertAsByHand(
      String name, List<Value> variables, Function<List<Value>, Value> function)
      throws IOException {
    Value objective = function.apply(variables);
    ByHand.assertSame(name + ".objective.npy", objective.data().toArray());

    Gradients gradients = objective.gradients();
    double[] gradient =
        Doubles.concat(
            variables.stream()
                .map(variable -> gradients.of(variable).toArray())
                .toArray(double[][]::new));
    ByHand.assertSame(name + ".jacobian.npy", gradient);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 3, 4", "3, 1, 2", "4, 3, 1", "2, 5, 20"})
  void mixturesOfOtherSizes(int d, int k, int n) {
    GaussianMixture mixture = GaussianMixture.random(d, k, n, new Random(1));
    assertRight(mixture.variables(), mixture::objective);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "1, 3, 4", "3, 2, 2", "3, 12, 3"})
  void memoriesOfOtherSizes(int layers, int characters, int bits) {
    DiagonalLstm lstm = DiagonalLstm.random(layers, characters, bits, new Random(1));
    assertRight(lstm.variables(), lstm::objective);
  }

  private static void assertRight(List<Value> variables, Function<List<Value>, Value> function) {
    GradCheck.standard()
        .check(function, variables.stream().map(Value::data).toList())
        .assertPassed();
  }

  /** One point at the mean of a standard normal distribution: -log(2 π), and the prior's. */
  @Test
  void aMixtureReckonedByHand() {
    GaussianMixture mixture =
        new GaussianMixture(
            List.of(Tensor.zeros(1), Tensor.zeros(1, 2), Tensor.zeros(1, 3)),
            Tensor.zeros(1, 2),
            Math.sqrt(2),
            0);
    double prior = 2 + 0.5 * Math.log(Math.PI) + Math.log(0.5 * Math.sqrt(Math.PI));
    assertEquals(
        prior - Math.log(2 * Math.PI), mixture.objective(mixture.variables()).item(), 1e-14);
  }
}
