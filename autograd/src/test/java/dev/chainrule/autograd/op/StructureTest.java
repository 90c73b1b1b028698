package dev.chainrule.autograd.op;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What operations on whole tensors say of themselves, also applied where they don't fit. */
class StructureTest {
  private static final Shape SHAPE = Shape.of(2, 3);
  private static final Shape OTHER = Shape.of(4, 5);

  private static Value matrix() {
    return Value.of(Tensor.ones(SHAPE));
  }

  @Test
  void texts() {
    assertEquals("to(float32)", new Convert(DType.FLOAT32).toString());
    assertEquals("indexAdd[0][1]", new IndexAdd(0, new int[] {1}, SHAPE).toString());
    assertEquals("recurrence[1]", new Recurrence(SHAPE, -1).toString());
    assertEquals("softmax[1]", made(matrix().softmax(1)));
    assertEquals("argSort[1]", ArgSort.ascending("argSort", SHAPE, 1).toString());
    assertEquals("argMax[0]", ArgExtreme.max(SHAPE, 0).toString());
    assertEquals("gather[1]", new Gathering(SHAPE, 1).toString());
    assertEquals("stack[1]", made(matrix().stack(1, List.of(matrix()))));
    assertEquals("unstack[1]", made(matrix().unstack(-1).get(0)));
    Value x = matrix();
    Value slice = x.slice(1, 1, 3);
    assertEquals("slice[0:2, 1:3]", made(slice));
    assertEquals(
        "slice[0:2, 0:3:2]", made(x.slice(new int[2], new int[] {2, 3}, new int[] {1, 2})));
    assertEquals("slice[0:2, 1:1]", made(x.slice(1, 1, 1)));
    assertEquals("flip[0:2, 2::-1]", made(x.flip(1)));
    assertEquals("place[0, 2 by -1][2, 3]", made(x.flip(1).square().sum().derivative(x)));
    assertEquals("pad[1, 0][3, 4]", made(x.pad(new int[] {1, 0}, new int[] {0, 1}, 0)));
    assertEquals("pad[1, 0][3, 4] of 2.5", made(x.pad(new int[] {1, 0}, new int[] {0, 1}, 2.5)));
    assertEquals("place[0, 1][2, 3]", made(slice.square().sum().derivative(x)));
  }

  private static String made(Value value) {
    return value.operation().orElseThrow().toString();
  }

  @Test
  void whatIsFlat() {
    assertEquals(
        Set.of("argSort", "argMax", "argMin"),
        List.of(
                ArgSort.ascending("argSort", SHAPE, 0),
                ArgExtreme.max(SHAPE, 0),
                ArgExtreme.min(SHAPE, 1))
            .stream()
            .filter(operation -> operation.isFlat(0))
            .map(Operation::name)
            .collect(Collectors.toSet()));
    assertTrue(new Gathering(SHAPE, 0).isFlat(1));
    assertTrue(new Scattering(SHAPE, 0).isFlat(1));
    assertFalse(new Gathering(SHAPE, 0).isFlat(0));
    assertFalse(new Scattering(SHAPE, 0).isFlat(0));
  }

  @Test
  void elsewhere_theyAreRefused() {
    Value other = Value.of(Tensor.ones(OTHER));
    assertRefused(
        "indexAdd: [4, 5] does not hold", () -> other.apply(new IndexAdd(0, new int[] {1}, SHAPE)));
    assertRefused(
        "recurrence: shapes differ: [4, 5] and [2, 3]",
        () -> other.apply(new Recurrence(SHAPE, 0), matrix()));
    assertRefused(
        "recurrence: ", () -> Value.of(1, 2).apply(new Recurrence(SHAPE, 1), Value.of(1, 2)));
    assertRefused(
        "gather: an index of shape [2, 3] differs from [4, 5] along another axis than 0",
        () -> other.apply(new Gathering(SHAPE, 0), matrix()));
    assertRefused("scatterAdd: ", () -> other.apply(new Scattering(SHAPE, 0), matrix()));
    assertRefused(
        "scatterAdd: a source of shape [4, 5] with an index of shape [2, 3] into [2, 3]",
        () -> other.apply(new Scattering(SHAPE, 0), matrix()));
    assertRefused(
        "matMul: inner dimensions differ: [2, 3] x [4, 5]",
        () -> matrix().apply(MatMul.INSTANCE, other));
    assertRefused(
        "matMul: takes batches of matrices, not [3] x [3, 1]",
        () -> Value.of(1, 2, 3).apply(MatMul.INSTANCE, Value.of(Tensor.ones(Shape.of(3, 1)))));
    assertRefused(
        "sum: ", () -> Value.of(1, 2).apply((Unary) matrix().sum(1).operation().orElseThrow()));
    assertRefused(
        "softmax: ",
        () -> Value.of(1, 2).apply((Unary) matrix().softmax(1).operation().orElseThrow()));
    Value empty = Value.of(Tensor.zeros(Shape.of(1 << 30, 0)));
    assertRefused(
        "concat: more than 2^31 - 1 elements along axis 0",
        () -> empty.concat(0, List.of(empty, empty)));
    assertRefused(
        "split: [3, -1] do not add up to axis 0 of [2, 3]", () -> matrix().split(0, 3, -1));
  }

  @Test
  void aSum_alsoElsewhere_ofTheSameAxes() {
    Unary sum = (Unary) matrix().sum(0).operation().orElseThrow();
    assertEquals(Shape.of(5), other().apply(sum).shape());
  }

  private static Value other() {
    return Value.of(Tensor.ones(OTHER));
  }

  @Test
  void ofANumber() {
    assertEquals(3, new Reading().value(3.0));
    assertEquals(3, new Reading().onNumbers().applyAsDouble(3, 9));
  }

  @Test
  void shapesAsKeys() {
    assertEquals(Shape.of(2, 3).hashCode(), Shape.of(2, 3).hashCode());
    assertNotEquals(Shape.of(2, 3).hashCode(), Shape.of(3, 2).hashCode());
  }

  @Test
  void aMistakenRule_isToldForTheInputThatHasIt() {
    class Mistaken extends PointwiseBinary {
      private final boolean isFirst;

      Mistaken(boolean isFirst) {
        super("mistaken");
        this.isFirst = isFirst;
      }

      @Override
      public double value(double x, double y) {
        return x * y;
      }

      @Override
      public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
        return isFirst ? cotangent.mul(y).sum() : cotangent.mul(y);
      }

      @Override
      public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
        return isFirst ? cotangent.mul(x) : cotangent.mul(x).sum();
      }
    }

    for (boolean isFirst : new boolean[] {true, false}) {
      Value x = matrix();
      Value y = matrix();
      Value product = x.apply(new Mistaken(isFirst), y).sum();
      assertMessage(
          IllegalStateException.class,
          "mistaken: its derivative rule uses sum",
          () -> product.gradients(x, y));
    }
  }

  @Test
  void numbersAndPrecisions() {
    assertSame(DType.FLOAT32, new Convert(DType.FLOAT32).dtype(DType.FLOAT64));
    assertRefused("mul: ", () -> ArithmeticOperations.MUL.dtype(DType.FLOAT32, DType.FLOAT64));
    assertSame(DType.FLOAT32, ArithmeticOperations.MUL.dtype(DType.FLOAT32, DType.FLOAT32));
    assertEquals(0.5, Tensor.of(2).rdiv(1).item());
    assertEquals(0.25, Value.of(8).rdiv(2).item());
  }
}
