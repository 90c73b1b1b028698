package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Empty axes, size one, NaN and ties; and where gradients go. */
class SelectionEdgesTest {
  private static final double NAN = Double.NaN;
  private static final Tensor TIES = Tensor.of(2, NAN, 1, 2, -0.0, 0, NAN, 1);

  @Test
  void tiesKeepTheirOrderAndNotANumberIsLargest() {
    assertArrayEquals(new double[] {4, 5, 2, 7, 0, 3, 1, 6}, TIES.argSort(0).toArray());
    assertArrayEquals(new double[] {1, 6, 0, 3, 2, 7, 4, 5}, TIES.argTopK(8, 0).toArray());
    assertArrayEquals(new double[] {NAN, NAN, 2}, TIES.topK(3, 0).toArray());
    assertEquals(Shape.of(0), TIES.topK(0, 0).shape());
    assertEquals(Shape.of(0, 2), Tensor.zeros(0, 2).sort(0).shape());
    assertEquals(Shape.of(2, 0), Tensor.zeros(2, 0).sort(0).shape());
    assertArrayEquals(new double[] {0}, Tensor.of(5.0, 6.0).slice(0, 1, 2).argSort(0).toArray());
  }

  @Test
  void gradientsGoBackToWhereEachCameFrom() {
    assertArrayEquals(
        new double[] {30, 10, 20}, gradient(x -> x.sort(0), Tensor.of(7.0, 5.0, 6.0), 10, 20, 30));
    assertArrayEquals(
        new double[] {0, 10, 20, 0}, gradient(x -> x.topK(2, 0), Tensor.of(1, 2, 2, 2), 10, 20));
    Value index = Value.constant(Tensor.of(1, 1, -3));
    assertArrayEquals(
        new double[] {30, 30, 0},
        gradient(x -> x.gather(0, index), Tensor.of(1, 2, 3), 10, 20, 30));
    assertArrayEquals(
        new double[] {0, 10, 0, 20},
        gradient(x -> x.maskedSelect(x.greater(0)), Tensor.of(-1, 2, NAN, 4), 10, 20));
    assertArrayEquals(
        new double[] {0, 10, 20},
        gradient(x -> x.compress(x.greater(0), 0), Tensor.of(-1, 2, 3), 10, 20));
    Value source = Value.constant(Tensor.of(1, 1, 1));
    assertArrayEquals(
        new double[] {10, 20},
        gradient(x -> x.scatterAdd(0, index.mul(0), source), Tensor.of(1, 2), 10, 20));
    assertArrayEquals(
        new double[] {10, 20},
        gradient(x -> x.get(-1), Tensor.of(new double[][] {{3, 4}}), 10, 20));
  }

  @Test
  void runningProductsWithZeros() {
    Tensor[] inputs = {
      Tensor.of(2, 0, 3, 0, 5), Tensor.of(0.0, 4), Tensor.of(0.5, 7).slice(0, 1, 2), Tensor.zeros(3)
    };
    for (Tensor input : inputs) {
      GradCheck.standard().order(2).check(x -> x.get(0).cumprod(0), List.of(input)).assertPassed();
    }
    // products of the others: of x0 x1, x0 x1 x2 and so on
    assertArrayEquals(
        new double[] {1, 8, 0, 0, 0}, gradient(x -> x.cumprod(0), inputs[0], 1, 1, 1, 1, 1));
    Tensor cube = Tensor.of(Shape.of(2, 2, 2), 1, 2, 0, 4, 5, 0, 7, 8);
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      GradCheck.standard()
          .order(2)
          .check(x -> x.get(0).cumprod(along), List.of(cube))
          .assertPassed();
    }
    double[] sizes = Tensor.of(1e-300, 1e200, 1e200, 0).cumprod(0).toArray();
    assertArrayEquals(new double[] {1e-300, 1e-100, 1e100, 0}, sizes, 1e86);
    assertEquals(Shape.of(0, 3), Tensor.zeros(0, 3).cumprod(0).shape());
    assertEquals(Shape.of(3, 0), Tensor.zeros(3, 0).cumprod(0).shape());
  }

  private static double[] gradient(UnaryOperator<Value> word, Tensor at, double... cotangent) {
    Value x = Value.of(at);
    Value y = word.apply(x);
    return y.gradients(Tensor.of(y.shape(), cotangent), x).of(x).toArray();
  }

  @Test
  void secondOrder() {
    Tensor matrix = Tensor.of(new double[][] {{3, -1, 2}, {0.5, 4, -2}});
    List<UnaryOperator<Value>> words =
        List.of(
            x -> x.pow(3).sort(1),
            x -> x.pow(3).topK(2, 0),
            x -> x.pow(3).maskedSelect(x.greater(0)),
            x -> x.pow(3).compress(x.get(0).greater(0), 1),
            x -> x.pow(3).roll(1, 1),
            x -> x.pow(3).tril().add(x.triu(1)),
            x -> x.pow(3).diag(),
            x -> x.get(1).diag().pow(3),
            x -> x.pow(3).trace(),
            x -> x.pow(3).repeatInterleave(2, 0),
            x -> x.square().lerp(x.pow(3), x),
            x -> x.pow(3).select(1, -1),
            x -> x.pow(3).scatterAdd(1, Value.constant(Tensor.zeros(2, 3)), x.square()),
            x -> Value.concat(List.of(x.pow(3), x), 0).add(0),
            x -> Value.stack(List.of(x.pow(3), x), -1),
            x -> x.norm1(1).mul(x.normInf(1)));
    for (int i = 0; i < words.size(); i++) {
      UnaryOperator<Value> word = words.get(i);
      GradCheck.standard()
          .order(2)
          .check(x -> word.apply(x.get(0)), List.of(matrix))
          .assertPassed();
    }
  }

  @Test
  void masksOfNumbersThatAreNone() {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(1, NAN, infinity, -infinity, 0);
    assertArrayEquals(new double[] {0, 1, 0, 0, 0}, x.isNaN().toArray());
    assertArrayEquals(new double[] {1, 0, 0, 0, 1}, x.isFinite().toArray());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0}, x.isInfinite().toArray());
    assertArrayEquals(new double[] {0, 0, 0, 0, 1}, x.not().toArray());
    assertArrayEquals(new double[] {1, 1, 1, 1, 0}, x.and(x).toArray());
    assertEquals(4, x.countNonzero().item());
    Tensor nothing = Tensor.zeros(0, 2);
    assertEquals(0, nothing.any().item());
    assertEquals(1, nothing.all().item());
    assertArrayEquals(new double[] {1, 1}, nothing.all(0).toArray());
    assertEquals(0, nothing.countNonzero().item());
    assertEquals(0, nothing.norm1().item());
    assertEquals(Shape.of(0), nothing.maskedSelect(nothing).shape());
    assertEquals(0, Tensor.of(0).any().item());
  }

  @Test
  void rounding() {
    Tensor x = Tensor.of(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5);
    assertArrayEquals(new double[] {-2, -2, -0.0, 0, 2, 2}, x.round().toArray());
    assertArrayEquals(new double[] {-2, -1, -0.0, 0, 1, 2}, x.trunc().toArray());
    assertArrayEquals(new double[] {0.5, 1.5, 2.5, 0.5, 1.5, 2.5}, x.mod(3).toArray());
    assertArrayEquals(new double[] {-2.5, -1.5, -0.5, -2.5, -1.5, -0.5}, x.mod(-3).toArray());
    assertEquals(NAN, Tensor.of(1).mod(0).item());
    assertEquals("-0.0", Tensor.of(6).mod(-3).toString());
    assertArrayEquals(
        new double[] {-2}, gradient(y -> Value.constant(7).mod(y), Tensor.of(3).reshape(1), 1));
    assertArrayEquals(
        new double[] {3}, gradient(y -> Value.constant(7).mod(y), Tensor.of(-3).reshape(1), 1));
    // where the quotient itself rounds up to 10
    Tensor tenth = Tensor.of(0.1).reshape(1);
    assertArrayEquals(new double[] {-9}, gradient(y -> Value.constant(1).mod(y), tenth, 1));
  }

  @Test
  void closeness() {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(1, infinity, -infinity);
    assertTrue(x.allClose(x));
    assertTrue(x.allClose(x.to(DType.FLOAT32)));
    assertTrue(x.allClose(Tensor.of(1 + 9e-6, infinity, -infinity)));
    assertFalse(x.allClose(Tensor.of(1 + 2e-5, infinity, -infinity)));
    assertFalse(x.allClose(x.neg()));
    assertFalse(Tensor.of(1).allClose(Tensor.of(infinity)));
    assertFalse(Tensor.of(infinity).allClose(Tensor.of(1)));
    assertFalse(Tensor.of(NAN).allClose(Tensor.of(NAN)));
    assertTrue(Tensor.ones(2, 3).allClose(Tensor.of(1)));
    assertTrue(Tensor.zeros(0).allClose(Tensor.of(7)));
    assertTrue(Tensor.of(1).allClose(Tensor.of(2), 0.5, 0));
    assertFalse(Tensor.of(2).allClose(Tensor.of(1), 0.5, 0));
    assertTrue(Tensor.of(2).allClose(Tensor.of(1), 0, 1));
  }

  @Test
  void indicesMayBeOfEitherPrecision() {
    Tensor x = Tensor.ofFloats(5, 6, 7);
    Tensor index = Tensor.of(2, 0);
    assertArrayEquals(new double[] {7, 5}, x.gather(0, index).toArray());
    assertEquals(DType.FLOAT32, x.gather(0, index).dtype());
    assertEquals(DType.FLOAT32, x.scatterAdd(0, index, Tensor.ofFloats(1, 2)).dtype());
    Value v = Value.of(x);
    Tensor gradient = v.gather(0, Value.constant(index)).sum().gradients(v).of(v);
    assertEquals(DType.FLOAT32, gradient.dtype());
    assertArrayEquals(new double[] {1, 0, 1}, gradient.toArray());
    assertEquals(DType.FLOAT32, x.sort(0).dtype());
  }

  /** The derivative of the root is infinite at 0, but nothing flows there. */
  @Test
  void nothingFlowsIntoWhatWasNotTaken() {
    Tensor x = Tensor.of(4, 0, 1, 0);
    Value last = Value.constant(Tensor.of(-2.0, 0));
    double[] expected = {0.25, 0, 0.5, 0};
    assertArrayEquals(expected, gradient(y -> y.sqrt().topK(2, 0), x, 1, 1));
    assertArrayEquals(expected, gradient(y -> y.sqrt().gather(0, last), x, 1, 1));
    assertArrayEquals(
        expected, gradient(y -> y.sqrt().mul(y.sqrt()).sqrt().gather(0, last), x, 1, 1));
    Value one = Value.of(Tensor.of(0.0).reshape(1));
    Value first = Value.constant(Tensor.of(0.0).reshape(1));
    Tensor zero = one.sqrt().gather(0, first).relu().sum().gradients(one).of(one);
    assertArrayEquals(new double[] {0}, zero.toArray());
    assertArrayEquals(
        new double[] {Double.POSITIVE_INFINITY, 0.5},
        gradient(y -> y.sqrt().sort(0), Tensor.of(0.0, 1), 1, 1));
  }

  @Test
  void triangles() {
    Tensor x = Tensor.of(new double[][] {{1, NAN}, {3, 4}});
    assertArrayEquals(new double[] {1, 0, 3, 4}, x.tril().toArray());
    assertArrayEquals(new double[] {1, 0, 0, 4}, x.tril().triu().toArray());
    assertEquals(Shape.of(0, 0), Tensor.zeros(0).diag().shape());
    assertEquals(Shape.of(0), Tensor.zeros(0, 3).diag().shape());
    assertEquals(Shape.of(0), Tensor.zeros(3, 0).diag().shape());
    assertEquals(0, Tensor.zeros(3, 0).trace().item());
    assertEquals(Shape.of(1), Tensor.of(3).flatten().shape());
  }
}
