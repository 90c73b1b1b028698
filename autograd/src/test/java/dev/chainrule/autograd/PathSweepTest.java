package dev.chainrule.autograd;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorNary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sweep along one path: its parts, and that they add up. */
class PathSweepTest {
  private static final Tensor ONE = Tensor.of(1);

  @Test
  void eachStepMultipliesByOneDerivative() {
    Value x = Value.of(3);
    Value y = x.square().mul(5).exp();
    List<Tensor> cotangents = PathSweep.along(y, ONE, List.of(0, 0, 0));
    double e45 = Math.exp(45);
    assertClose(
        new double[] {1, e45, 5 * e45, 30 * e45},
        cotangents.stream().mapToDouble(Tensor::item).toArray());
  }

  @Test
  void thePathsOfAProductAddUp() {
    Value x = Value.of(Tensor.of(1.0, 2, 3));
    Value w = Value.of(Tensor.of(0.5));
    Value y = x.mul(w).mul(x).sum();
    Tensor first = PathSweep.along(y, ONE, List.of(0, 0, 0)).get(3);
    Tensor second = PathSweep.along(y, ONE, List.of(0, 1)).get(2);
    assertClose(Tensor.of(0.5, 1, 1.5), first);
    assertClose(y.gradients(x).of(x), first.add(second));
    Tensor broadcast = PathSweep.along(y, ONE, List.of(0, 0, 1)).get(3);
    assertIdentical(Tensor.of(14), broadcast);
  }

  @Test
  void anOperationWithSeveralInputsHandsOnToOne() {
    Value x = Value.of(Tensor.of(1.0, 2));
    Value y = Value.of(Tensor.of(3.0, 4, 5));
    Value joined = x.concat(0, y);
    Tensor cotangent = Tensor.of(1.0, 2, 3, 4, 5);
    assertIdentical(Tensor.of(3.0, 4, 5), PathSweep.along(joined, cotangent, List.of(1)).get(1));
  }

  /** The sum and the product of two tensors, as two results of one operation. */
  private static final class SumAndProduct extends TensorNary {
    SumAndProduct() {
      super("sumAndProduct");
    }

    @Override
    public List<Shape> shapes(List<Shape> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> values(List<Tensor> in) {
      return List.of(in.get(0).add(in.get(1)), in.get(0).mul(in.get(1)));
    }

    @Override
    public <T extends Numeric<T>> List<T> cotangents(List<T> g, List<T> in, List<T> results) {
      T sum = g.get(0);
      T product = g.get(1);
      return List.of(sum.add(product.mul(in.get(1))), sum.add(product.mul(in.get(0))));
    }
  }

  @Test
  void aPathGoesThroughOneOfSeveralResults() {
    Value x = Value.of(Tensor.of(2.0, 3));
    Value y = Value.of(Tensor.of(5.0, 7));
    List<Value> both = x.apply(new SumAndProduct(), List.of(y));
    Tensor cotangent = Tensor.of(1.0, 10);
    assertIdentical(Tensor.of(1.0, 10), PathSweep.along(both.get(0), cotangent, List.of(0)).get(1));
    assertIdentical(Tensor.of(5.0, 70), PathSweep.along(both.get(1), cotangent, List.of(0)).get(1));
    assertIdentical(Tensor.of(2.0, 30), PathSweep.along(both.get(1), cotangent, List.of(1)).get(1));
  }

  @Test
  void whatAChoiceCutOffStaysZeroBehindAnInfiniteDerivative() {
    Value x = Value.of(Tensor.of(0.0, 4));
    Value root = x.sqrt();
    Value y = root.maskedBy(Value.constant(Tensor.of(0.0, 1))).sum();
    Tensor arrived = PathSweep.along(y, ONE, List.of(0, 0, 0)).get(3);
    assertIdentical(Tensor.of(0.0, 0.25), arrived);
    assertIdentical(y.gradients(x).of(x), arrived);
  }

  @Test
  void noStepAtAllIsTheCotangentItself() {
    assertEquals(List.of(ONE), PathSweep.along(Value.of(2), ONE, List.of()));
  }

  @Test
  void mistakesAreRefused() {
    Value x = Value.of(2);
    assertRefused("no gradient flows into input 0", () -> along(x, 0));
    assertRefused("no gradient flows into input 1", () -> along(x.add(1), 1));
    assertRefused("no gradient flows into input 2", () -> along(x.add(1), 2));
    assertRefused("no gradient flows into input -1", () -> along(x.add(1), -1));
    assertRefused("no gradient flows into input 0 of floor", () -> along(x.floor(), 0));
    assertRefused(
        "along: a cotangent of shape [2]",
        () -> {
          List<Tensor> unused = PathSweep.along(x, Tensor.of(1.0, 2), List.of());
        });
  }

  private static void along(Value value, int input) {
    List<Tensor> unused = PathSweep.along(value, ONE, List.of(input));
  }
}
