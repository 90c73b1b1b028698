package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.kernel.Opcode;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The loops of the kernels, be they on vector instructions or plain, against the one function that
 * each operation declares: at every length from 0 to some vectors, so at every tail.
 */
@Tag("kernel")
class KernelLoopsTest {
  private static final double ULPS = 4; // of derivatives; values are held to less elsewhere
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    700,
    -700,
    1e-300,
    -1e-300,
    1e300,
    -1e300,
    1e-40,
    3e38,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private static Optional<Opcode> opcode(Operation operation) {
    return Optional.ofNullable(
        operation instanceof PointwiseUnaryForm unary
            ? unary.opcode()
            : ((PointwiseBinaryForm) operation).opcode());
  }

  private static List<Operation> operations() {
    return OperationTable.pointwise().stream()
        .filter(operation -> opcode(operation).isPresent())
        .toList();
  }

  @Test
  void everyOpcodeHasAnOperation() {
    Set<Opcode> declared = EnumSet.noneOf(Opcode.class);
    operations().forEach(operation -> declared.add(opcode(operation).orElseThrow()));
    assertEquals(EnumSet.allOf(Opcode.class), declared);
  }

  @TestFactory
  Stream<DynamicTest> loopsAgreeWithTheFunction() {
    return operations().stream()
        .flatMap(
            operation ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                operation + " " + dtype, () -> check(operation, dtype))));
  }

  private static void check(Operation operation, DType dtype) {
    Random random = new Random(operation.name().hashCode());
    for (int length = 0; length < 90; length++) {
      double[] x = numbers(length, random);
      double[] y = numbers(length, random);
      Tensor left = Tensor.of(Shape.of(length), x).to(dtype);
      Tensor right = second(operation, left, Tensor.of(Shape.of(length), y).to(dtype));
      int from = length / 3;
      Tensor part = left.slice(0, from, length);
      Tensor otherPart = right.slice(0, from, length);
      assertAgrees(operation, dtype, left, right);
      assertAgrees(operation, dtype, part, otherPart);
    }
  }

  /** A derivative that is made from the function's value is tried with that. */
  private static Tensor second(Operation operation, Tensor x, Tensor y) {
    return operation == SlopeOperations.SIGMOID_SLOPE
        ? x.sigmoid()
        : operation == SlopeOperations.TANH_SLOPE ? x.tanh() : y;
  }

  private static void assertAgrees(Operation operation, DType dtype, Tensor x, Tensor y) {
    double[] a = x.toArray();
    double[] b = y.toArray();
    boolean isUnary = operation instanceof PointwiseUnary;
    double[] got =
        (isUnary ? x.apply((Unary) operation) : x.apply((Binary) operation, y)).toArray();
    assertEquals(a.length, got.length);
    for (int i = 0; i < a.length; i++) {
      double want =
          dtype.round(
              isUnary
                  ? ((PointwiseUnary) operation).value(a[i])
                  : ((PointwiseBinary) operation).value(a[i], b[i]));
      double ulp = dtype == DType.FLOAT64 ? Math.ulp(want) : Math.ulp((float) want);
      assertTrue(
          Double.compare(want, got[i]) == 0
              || want == got[i]
              || (Double.isFinite(want) && Math.abs(want - got[i]) <= ULPS * ulp),
          () -> operation + ": of " + x + ", " + y);
    }
  }

  private static double[] numbers(int length, Random random) {
    return random
        .ints(length)
        .mapToDouble(
            n ->
                n % 3 == 0
                    ? SPECIAL[Math.floorMod(n / 3, SPECIAL.length)]
                    : random.nextGaussian() * Math.pow(10, n % 4))
        .toArray();
  }

  @Test
  void onlyTheElementsOfAPartAreWritten() {
    Tensor x = Tensor.arange(0, 100, 1);
    Tensor sum = x.slice(0, 10, 31).exp().mul(0).add(5);
    assertArrayEquals(Tensor.full(Shape.of(21), 5).toArray(), sum.toArray());
    assertArrayEquals(Tensor.arange(0, 100, 1).toArray(), x.toArray());
  }
}
