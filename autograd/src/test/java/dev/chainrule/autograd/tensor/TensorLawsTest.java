package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** The axioms of vector spaces, the laws of broadcasting, and each operation element by element. */
@Tag("kernel")
class TensorLawsTest {
  private record Pair(Tensor x, Tensor y) {}

  private static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.of(0.0, -0.0, 1.0, -1.0, 2.0, 0.5), Arbitraries.doubles().between(-4, 4));
  }

  private static Arbitrary<Tensor> tensors(Shape shape) {
    return numbers()
        .list()
        .ofSize(shape.elements())
        .map(list -> Tensor.of(shape, list.stream().mapToDouble(number -> number).toArray()));
  }

  private static Arbitrary<Shape> shapes() {
    return Arbitraries.integers()
        .between(0, 3)
        .array(int[].class)
        .ofMinSize(0)
        .ofMaxSize(4)
        .map(Shape::of);
  }

  @Provide
  Arbitrary<Tensor> tensors() {
    return shapes().flatMap(TensorLawsTest::tensors);
  }

  /** Two tensors that broadcast: parts of one shape, some axes of size one, some left out. */
  @Provide
  Arbitrary<Pair> pairs() {
    Arbitrary<Integer> masks = Arbitraries.integers().between(0, 255);
    return Combinators.combine(shapes(), masks, masks)
        .flatAs(
            (shape, left, right) ->
                Combinators.combine(tensors(part(shape, left)), tensors(part(shape, right)))
                    .as(Pair::new));
  }

  private static Shape part(Shape shape, int mask) {
    int dropped = Math.min(shape.rank(), mask >> 4 & 1);
    return Shape.of(
        IntStream.range(dropped, shape.rank())
            .map(axis -> (mask >> axis & 1) == 0 ? shape.size(axis) : 1)
            .toArray());
  }

  @Property
  void addition(@ForAll("pairs") Pair pair) {
    assertSame(pair.x.add(pair.y), pair.y.add(pair.x));
    assertSame(pair.x.sub(pair.y), pair.x.add(pair.y.neg()));
    assertSame(pair.x.add(0), pair.x);
    assertSame(pair.x.sub(pair.x), pair.x.filled(0));
  }

  @Property
  void multiplication(@ForAll("pairs") Pair pair) {
    Tensor x = pair.x;
    Tensor y = pair.y;
    assertSame(x.mul(y), y.mul(x));
    assertSame(x.mul(1), x);
    assertClose(x.add(y).mul(2.5), x.mul(2.5).add(y.mul(2.5)));
    assertClose(x.mul(1.5).mul(-2), x.mul(-3));
    assertSame(x.square(), x.mul(x));
    assertClose(x.mul(y.exp()).div(y.exp()), x.add(y.mul(0)));
  }

  @Property
  void functions(@ForAll("tensors") Tensor x) {
    assertClose(x.exp().log(), x);
    assertClose(x.sigmoid(), x.neg().exp().add(1).log().neg().exp());
    assertClose(x.softplus().sub(x.neg().softplus()), x);
    assertClose(x.mul(2).sigmoid().mul(2).sub(1), x.tanh());
    assertClose(x.relu().sub(x.neg().relu()), x);
    assertSame(x.sign().mul(x.sign()).mul(x), x);
    assertClose(x.exp().pow(2), x.exp().square());
    assertClose(x.exp().pow(-1), x.neg().exp());
    assertClose(x.exp().pow(0.5), x.div(2).exp());
  }

  @Property
  void broadcastingIsExplicitExpansion(@ForAll("pairs") Pair pair) {
    Shape shape = Shape.broadcast("test", pair.x.shape(), pair.y.shape());
    List<BinaryOperator<Tensor>> operations =
        List.of(Tensor::add, Tensor::sub, Tensor::mul, Tensor::div);
    for (BinaryOperator<Tensor> operation : operations) {
      assertSame(
          operation.apply(pair.x.broadcastTo(shape), pair.y.broadcastTo(shape)),
          operation.apply(pair.x, pair.y));
    }
  }

  @Property
  void gradientsSumOverRepeatedAxes(@ForAll("pairs") Pair pair) {
    Shape shape = Shape.broadcast("test", pair.x.shape(), pair.y.shape());
    Value x = Value.of(pair.x);
    Value y = Value.of(pair.y);
    Value product = x.mul(y);
    Tensor ones = Tensor.ones(shape);
    assertSame(pair.y.broadcastTo(shape).sumTo(x.shape()), product.gradients(ones).of(x));
    assertSame(pair.x.broadcastTo(shape).sumTo(y.shape()), product.gradients(ones).of(y));
  }

  @Property
  void sumsOverAxesInAnyOrder(@ForAll("tensors") Tensor x) {
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      assertClose(x.sum(), x.sum(axis).sum());
      assertClose(x.sum(true, axis).reshape(x.sum(axis).shape()), x.sum(axis - x.shape().rank()));
      assertClose(x.transpose().sum(x.shape().rank() - 1 - axis), x.sum(axis).transpose());
    }
    assertClose(x.sum(), x.reshape(x.shape().elements()).sum());
    assertEquals(0, Tensor.zeros(Shape.of(2, 0)).sum().item());
    assertEquals(Double.NaN, Tensor.zeros(Shape.of(2, 0)).mean().item());
  }

  @Property
  void everyIndexIsWhereItShouldBe(@ForAll("tensors") Tensor x) {
    int rank = x.shape().rank();
    double[] numbers = x.toArray();
    Tensor transposed = x.transpose();
    Tensor doubled = transposed.add(transposed); // a kernel that walks a view
    for (int i = 0; i < numbers.length; i++) {
      int[] index = new int[rank];
      int[] reversed = new int[rank];
      for (int axis = rank - 1, rest = i; axis >= 0; rest /= x.shape().size(axis--)) {
        index[axis] = rest % x.shape().size(axis);
        reversed[rank - 1 - axis] = index[axis];
      }
      assertEquals(numbers[i], x.at(index));
      assertEquals(numbers[i], transposed.at(reversed));
      assertEquals(2 * numbers[i], doubled.at(reversed));
    }
    assertSame(x, transposed.transpose());
    assertSame(x, transposed.reshape(transposed.shape()).transpose());
  }
}
