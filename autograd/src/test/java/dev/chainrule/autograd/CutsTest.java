package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorUnary;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Zero times infinity: where a choice cut the way, nothing flows, whatever the derivative; where
 * none did, NaN is the honest answer. By both sweeps, for scalars and tensors.
 */
class CutsTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  private static void assertSlopes(UnaryOperator<Value> f, double[] at, double... expected) {
    Value x = Value.of(Tensor.of(at));
    Value result = f.apply(x).sum();
    assertArrayEquals(expected, result.gradients().of(x).toArray(), 1e-14);
    assertArrayEquals(expected, result.derivative(x).data().toArray(), 1e-14);
    if (at.length == 1) {
      Value scalar = Value.of(at[0]);
      assertEquals(expected[0], f.apply(scalar).gradients().of(scalar).item(), 1e-14);
      assertEquals(expected[0], f.apply(scalar).derivative(scalar).item(), 1e-14);
    }
  }

  @Test
  void whereNothingWasChosenNaNIsHonest() {
    assertSlopes(x -> x.sqrt().square(), new double[] {0}, NAN);
    assertSlopes(x -> x.log().exp(), new double[] {0}, NAN);
    assertSlopes(x -> x.reciprocal().reciprocal(), new double[] {0}, NAN);
    assertSlopes(x -> x.sqrt().mul(0), new double[] {0, 4}, NAN, 0);
  }

  @Test
  void whatWasNotChosenDoesNoHarm() {
    assertSlopes(x -> x.sqrt().where(x.greater(0), 0), new double[] {0}, 0);
    assertSlopes(x -> x.log().where(x.greater(0), x.square()), new double[] {-1, 2}, -2, 0.5);
    assertSlopes(x -> x.sqrt().maskedBy(x), new double[] {0, 4}, 0, 0.25);
    assertSlopes(x -> x.reciprocal().minimum(5), new double[] {0, 1}, 0, -1);
    assertSlopes(x -> x.sqrt().neg().relu(), new double[] {0, 4}, 0, 0);
    assertSlopes(x -> x.log().clamp(-1, 1), new double[] {0, 1}, 0, 1);
    assertSlopes(x -> x.reciprocal().neg().max(), new double[] {0, 2}, 0, 0.25);
  }

  @Test
  void aChoiceLetsNothingThroughHoweverSteepWhatFollows() {
    for (double at : new double[] {-1, -3}) {
      assertSlopes(x -> x.relu().sqrt(), new double[] {at}, 0);
      assertSlopes(x -> x.relu().log(), new double[] {at}, 0);
      assertSlopes(x -> x.maximum(0).sqrt(), new double[] {at}, 0);
      assertSlopes(x -> x.neg().minimum(0).neg().sqrt(), new double[] {at}, 0);
      assertSlopes(x -> x.clamp(0, 9).sqrt(), new double[] {at}, 0);
      assertSlopes(x -> x.maskedBy(x.greater(0)).sqrt(), new double[] {at}, 0);
    }
    assertSlopes(x -> x.max().sub(2).sqrt(), new double[] {1, 2}, 0, INF);
  }

  /** Nothing flows through a function that is flat; so what is below it does no harm either. */
  @Test
  void nothingFlowsThroughWhatIsFlat() {
    assertSlopes(x -> x.log().greater(0).add(x), new double[] {0, 2}, 1, 1);
    assertSlopes(x -> x.sqrt().floor().add(x), new double[] {0, 2}, 1, 1);
    assertSlopes(x -> x.log().sign().mul(x.relu()), new double[] {0, 2}, 0, 1);
    assertSlopes(x -> x.log().argMax(0).add(x), new double[] {0, 2}, 1, 1);
    assertSlopes(x -> x.maskedBy(x.log()), new double[] {0, 2}, 1, 1);
    Value x = Value.of(2);
    assertEquals(0, x.floor().gradients(x).of(x).item());
    assertEquals(0, x.floor().derivative(x).item());
  }

  /** What is not selected does not count, either. */
  @Test
  void selectionsCut() {
    assertSlopes(x -> x.sqrt().slice(0, 1, 2), new double[] {0, 4}, 0, 0.25);
    assertSlopes(x -> x.sqrt().indexSelect(0, 1, 1), new double[] {0, 4}, 0, 0.5);
    assertSlopes(x -> x.sqrt().maskedSelect(x.greater(0)), new double[] {0, 4}, 0, 0.25);
    assertSlopes(x -> x.sqrt().compress(x.greater(0), 0), new double[] {0, 4}, 0, 0.25);
    assertSlopes(x -> x.sqrt().split(0, 1, 1).get(1), new double[] {0, 4}, 0, 0.25);
    assertSlopes(x -> x.sqrt().flip(0), new double[] {0, 4}, INF, 0.25);
    assertSlopes(x -> x.sqrt().flip(0).square(), new double[] {0, 4}, NAN, 1);
    Value x = Value.of(Tensor.of(new double[][] {{-1, 0}, {1, 3}}));
    Value mask = Value.constant(Tensor.of(0.0, 1.0));
    Value product = x.log().prod(1).maskedBy(mask).sum();
    assertArrayEquals(
        new double[] {0, 0, Math.log(3), 0}, product.gradients().of(x).toArray(), 1e-15);
  }

  /** The largest is NaN, and it is known which; a NaN in a logSumExp is nobody's zero. */
  @Test
  void nanIsNotHidden() {
    assertSlopes(x -> x.max(), new double[] {1, NAN, 2}, 0, 1, 0);
    assertSlopes(x -> x.logSumExp(), new double[] {1, NAN}, NAN, NAN);
    assertSlopes(x -> x.maximum(3), new double[] {1, NAN, 5}, 0, 1, 1);
    assertSlopes(x -> x.minimum(3), new double[] {1, NAN, 5}, 1, 1, 0);
  }

  /** A row of NaN that is masked after an operation on whole rows or matrices. */
  @Test
  void maskedRowsDoNoHarmInWholeOperations() {
    Tensor rows = Tensor.of(new double[][] {{1, 2}, {NAN, INF}, {3, 4}});
    Tensor mask = Tensor.of(new double[][] {{1}, {0}, {1}});
    Value weight = Value.of(Tensor.of(new double[][] {{0.5, -1}, {2, 0.25}}));
    assertMasked(weight, Value.constant(rows).matMul(weight), mask, 4, 4, 6, 6);
    assertMasked(weight, Value.constant(rows).matMulTransposed(weight), mask, 4, 6, 4, 6);
    Value batch = Value.constant(rows.reshape(3, 1, 2)).matMul(weight);
    assertMasked(weight, batch, mask.reshape(3, 1, 1), 4, 4, 6, 6);

    Value x = Value.of(rows);
    double[] ones = {1, 1, 0, 0, 1, 1};
    assertArrayEquals(
        Tensor.of(new double[][] {{1, 2}, {0, 0}, {3, 4}}).toArray(),
        x.norm2(true, 1)
            .square()
            .div(2)
            .maskedBy(Value.constant(mask))
            .sum()
            .gradients()
            .of(x)
            .toArray(),
        1e-14);
    double[] softmax =
        x.logSumExp(true, 1).maskedBy(Value.constant(mask)).sum().gradients().of(x).toArray();
    assertArrayEquals(
        Tensor.of(ones).reshape(3, 2).maskedBy(mask).mul(rows.softmax(1)).where(mask, 0).toArray(),
        softmax,
        1e-14);
    Value product = x.softmax(1).maskedBy(Value.constant(mask)).square().sum();
    assertTrue(Double.isFinite(product.gradients().of(x).sum().item()));
  }

  private static void assertMasked(Value weight, Value rows, Tensor mask, double... expected) {
    Value sum = rows.maskedBy(Value.constant(mask)).sum();
    assertArrayEquals(expected, sum.gradients().of(weight).toArray(), 1e-14);
    assertArrayEquals(expected, sum.derivative(weight).data().toArray(), 1e-14);
  }

  /** The other rows' NaN is not hidden by a choice somewhere else. */
  @Test
  void whatWasChosenStaysHonest() {
    Tensor rows = Tensor.of(new double[][] {{1, 2}, {NAN, 5}, {3, 4}});
    Tensor mask = Tensor.of(new double[][] {{0}, {1}, {1}});
    Value weight = Value.of(Tensor.of(new double[][] {{0.5}, {2}}));
    Value sum = Value.constant(rows).matMul(weight).maskedBy(Value.constant(mask)).sum();
    assertArrayEquals(new double[] {NAN, 9}, sum.gradients().of(weight).toArray());
    assertSlopes(x -> x.sqrt().square().where(x.less(1), 0), new double[] {0, 4}, NAN, 0);
  }

  /** A difference of live elements is live, though they cancel. */
  private static final class Combination extends TensorUnary {
    private static final Tensor FACTORS = Tensor.of(1.0, -1.0, 2.0);

    Combination() {
      super("combination");
    }

    @Override
    public Shape shape(Shape x) {
      return Shape.SCALAR;
    }

    @Override
    public Tensor value(Tensor x) {
      return x.mul(FACTORS).sum();
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      T steps = x.filled(1).cumsum(0);
      T factors = steps.filled(1).where(steps.equalTo(1), steps.mul(3).sub(7));
      return cotangent.mul(factors);
    }
  }

  @Test
  void whatCancelsIsNotCut() {
    Value x = Value.of(Tensor.of(1.0, 2.0, 3.0));
    Value harmful = Value.of(0);
    Value cut = harmful.sqrt().where(harmful.greater(0), 0);
    Value result = x.square().apply(new Combination()).relu().add(cut);
    assertArrayEquals(new double[] {2, -4, 12}, result.gradients().of(x).toArray());
  }

  @Test
  void secondDerivativesAreCutLikeFirstOnes() {
    Value x = Value.of(Tensor.of(0.0, 4.0));
    Value slope = x.sqrt().where(x.greater(0), 0).sum().derivative(x);
    assertArrayEquals(
        new double[] {0, -1.0 / 32}, slope.sum().derivative(x).data().toArray(), 1e-15);
  }
}
