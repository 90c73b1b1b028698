package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Derivative rules that small tensors run in one go give the same, bit for bit, as step by step.
 */
class ProgramsAtOnceTest {
  private static final int[] LENGTHS = {1, 2, 7, 8, 9, 14, 31, 64, 65};
  private static final double[] SPECIAL = {
    0, -0.0, 1, -1, 1e300, -1e-300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
  };

  @TestFactory
  Stream<DynamicTest> rulesOfAllOperations() {
    return OperationTable.pointwise().stream()
        .flatMap(
            operation ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                operation + " " + dtype, () -> check(operation, dtype))));
  }

  private static void check(Operation operation, DType dtype) {
    Random random = new Random(1);
    int inputs = operation instanceof Binary ? 2 : 1;
    for (int length : LENGTHS) {
      List<Tensor> in =
          IntStream.range(0, 5).mapToObj(i -> numbers(length, dtype, random)).toList();
      for (int input = 0; input < inputs; input++) {
        Program rule = operation.rule(input);
        List<Tensor> operands = in.subList(0, rule.inputs());
        Tensor z = in.get(3);
        Tensor atOnce = rule.run(in.get(0), in.get(1), in.get(2), z);
        assertSame(rule.runSteps(operands), atOnce);
      }
      if (operation instanceof BinaryRow row) {
        checkBoth(row, in);
      }
    }
  }

  private static void checkBoth(BinaryRow row, List<Tensor> in) {
    Tensor x = in.get(2);
    Tensor y = in.get(3);
    Tensor z = in.get(4);
    Tensor both = row.tangent(in.get(0), in.get(1), x, y, z).orElseThrow();
    if (row.isLinear()) {
      assertSame(in.get(0).apply(row, in.get(1)), both);
    } else {
      Tensor forX = row.tangentX(in.get(0), x, y, z).orElseThrow();
      Tensor forY = row.tangentY(in.get(1), x, y, z).orElseThrow();
      assertSame(forX.add(forY), both);
    }
  }

  /** Numbers in the middle of others, some of them special ones. */
  private static Tensor numbers(int length, DType dtype, Random random) {
    double[] numbers = random.doubles(length + 5, -2, 2).toArray();
    numbers[2 + random.nextInt(length)] = SPECIAL[random.nextInt(SPECIAL.length)];
    return Tensor.of(numbers).to(dtype).slice(0, 2, 2 + length);
  }

  private static void assertSame(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(bits(expected), bits(actual));
  }

  private static long[] bits(Tensor tensor) {
    return Arrays.stream(tensor.toArray()).mapToLong(Double::doubleToLongBits).toArray();
  }

  private static final Program PRODUCTS =
      Program.trace(
          "products", 3, in -> in.get(0).mul(in.get(1)).add(in.get(0).mul(in.get(2)).add(3)));

  @Test
  void operandsOfOtherKinds() {
    Tensor g = Tensor.of(1.0, 2, 3, 4, 5, 6).reshape(2, 3);
    Tensor turned = Tensor.of(1.5, 2.5, 3.5, 4.5, 5.5, 6.5).reshape(3, 2).transpose();
    Tensor row = Tensor.of(7.0, 8, 9);
    Tensor uniform = Tensor.of(2.0).broadcastTo(g.shape());
    Tensor number = Tensor.of(0.5);
    for (Tensor x : List.of(g, turned, row, uniform, number, Tensor.zeros(1, 3))) {
      for (Tensor y : List.of(g, turned, row, number)) {
        List<Tensor> operands = List.of(g, x, y);
        assertSame(PRODUCTS.runSteps(operands), g.run(PRODUCTS, operands));
        assertSame(PRODUCTS.runSteps(operands), run(operands));
      }
    }
    Tensor none = Tensor.zeros(0, 3);
    assertSame(none, none.run(PRODUCTS, List.of(none, none, none)));
  }

  private static Tensor run(List<Tensor> operands) {
    List<Value> values = operands.stream().map(Value::constant).toList();
    return values.get(0).run(PRODUCTS, values).data();
  }

  /** What is computed of constants is one number, whose last digit a loop may round otherwise. */
  @Test
  void constantsAmongThemselves() {
    for (double constant = -4; constant < 4; constant += 0.013) {
      double number = constant;
      Program rule = Program.trace("rule", 1, in -> in.get(0).literal(number).exp().mul(in.get(0)));
      Tensor g = Tensor.of(1.0, 2, 3, 4, 5, 6, 7, 8, 9).to(DType.FLOAT32);
      assertSame(rule.runSteps(List.of(g)), g.run(rule, List.of(g)));
    }
  }

  @Test
  void longRulesAreTracedSoon() {
    Program rule =
        Program.trace(
            "doubled",
            1,
            in -> {
              Term two = in.get(0).literal(1e-30);
              for (int i = 0; i < 100; i++) {
                two = two.add(two);
              }
              return two.mul(in.get(0));
            });
    assertFalse(rule.endsInElements());
  }

  @Test
  void valuesAreRecorded() {
    Value x = Value.of(1, 2, 3);
    Value two = Value.constant(Tensor.of(2.0, 2, 2));
    Value made = two.run(PRODUCTS, List.of(two, x, x));
    assertArrayEquals(new double[] {4, 4, 4}, made.sum().gradients().of(x).toArray());
    Value off = Recording.off(() -> two.run(PRODUCTS, List.of(two, x, x)));
    assertEquals(List.of(), off.inputs());
    assertArrayEquals(made.data().toArray(), off.data().toArray());
  }

  @Test
  void constantsKnowTheirOrigin() {
    Value two = Value.constant(Tensor.of(2.0, 2, 2));
    Value made = SourceLines.recorded(() -> two.run(PRODUCTS, List.of(two, two, two)));
    assertTrue(SourceLines.origin(made).isPresent());
  }
}
