package dev.chainrule.demos.adbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.io.Resources;
import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** 1e-10 of each number, or, where one cancels, of the largest. */
  private static void assertAsByHand(
      String name, List<Value> variables, Function<List<Value>, Value> function)
      throws IOException {
    Value objective = function.apply(variables);
    double value = numbers(name + ".objective.npy")[0];
    assertEquals(value, objective.item(), 1e-10 * Math.abs(value));

    Gradients gradients = objective.gradients();
    double[] gradient =
        Doubles.concat(
            variables.stream()
                .map(variable -> gradients.of(variable).toArray())
                .toArray(double[][]::new));
    double[] byHand = numbers(name + ".jacobian.npy");
    double largest = Tensor.of(byHand).normInf().item();
    assertEquals(byHand.length, gradient.length);
    for (int i = 0; i < byHand.length; i++) {
      assertEquals(byHand[i], gradient[i], 1e-10 * largest, "number " + i);
    }
  }

  /** The float64 numbers of a NumPy file: behind a head whose length stands at byte 8. */
  private static double[] numbers(String file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Resources.toByteArray(Resources.getResource(AdBenchTest.class, file)))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(10 + bytes.getShort(8));
    double[] numbers = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(numbers);
    return numbers;
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
