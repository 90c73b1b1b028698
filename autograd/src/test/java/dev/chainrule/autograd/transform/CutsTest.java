package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorBinary;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What a choice cut off is 0, whatever stands on the way; what is 0 by its numbers alone is not cut
 * off, for it may have a slope. Each function has a cut of 0 times infinity somewhere beside, so
 * that the sweep that looks for cuts is run.
 */
class CutsTest {
  private static final Value ZERO = Value.constant(0);
  private static final Value FIRST = Value.constant(Tensor.of(1.0, 0.0));

  private static final CustomFunction SQUARE_BACKWARD =
      CustomFunction.of("square", in -> in.get(0).square())
          .backward((g, in, y) -> List.of(g.mul(in.get(0)).mul(2)));
  private static final CustomFunction SQUARE_FORWARD =
      CustomFunction.of("square", in -> in.get(0).square())
          .forward((t, in, y) -> t.get(0).mul(in.get(0)).mul(2));
  private static final CustomFunction PRODUCT =
      CustomFunction.of("product", in -> in.get(0).mul(in.get(1)))
          .backward((g, in, y) -> List.of(g.mul(in.get(1)), g.mul(in.get(0))));

  /** The square root of what is positive: where it is 0, the slope is infinite, and cut off. */
  private static Value cutRoot(Value v) {
    return v.sqrt().where(v.greater(0), ZERO).sum();
  }

  private static Value at(double... numbers) {
    return Value.constant(Tensor.of(numbers));
  }

  private static void assertNumbers(double[] expected, Value actual) {
    assertArrayEquals(expected, actual.data().toArray(), 1e-12);
  }

  private static void assertSecond(double[] expected, UnaryOperator<Value> f, Value at) {
    assertNumbers(expected, Hessian.of(f, at));
    assertNumbers(expected, Jacobian.backward(v -> Gradient.of(f, v), at));
    assertNumbers(expected, Jacobian.backward(v -> Jacobian.backward(f, v), at));
  }

  @Test
  void aSlopeOfZeroInACheckpointIsNoCut() {
    UnaryOperator<Value> f =
        v -> {
          Value square = Checkpoint.of(in -> in.get(0).square(), List.of(v.mul(4).div(4)));
          return square.where(FIRST, ZERO).sum().add(cutRoot(v));
        };
    assertSecond(new double[] {2, 0, 0, -1 / 32.0}, f, at(0, 4));
  }

  @Test
  void aSlopeOfZeroInARulesDerivativeIsNoCut() {
    for (CustomFunction square : List.of(SQUARE_BACKWARD, SQUARE_FORWARD)) {
      UnaryOperator<Value> cube =
          v -> square.apply(v.mul(4).div(4)).mul(v).where(FIRST, ZERO).sum().add(cutRoot(v));
      Value third =
          Jacobian.backward(v -> Gradient.of(u -> Gradient.of(cube, u).get(0), v), at(0, 4));
      assertNumbers(new double[] {6, 0, 0, 0}, third);
    }
  }

  @Test
  void slopesThatCancelAreNoCut() {
    for (boolean isCheckpoint : new boolean[] {false, true}) {
      UnaryOperator<Value> f =
          v -> {
            Value a = v.mul(4).div(4);
            List<Value> factors = List.of(a, a.square());
            Value product =
                isCheckpoint
                    ? Checkpoint.of(in -> in.get(0).mul(in.get(1)), factors)
                    : PRODUCT.apply(factors);
            Value root = v.add(1).sqrt().where(v.greater(2), ZERO);
            return product.square().where(FIRST, ZERO).sum().add(root.sum());
          };
      assertSecond(new double[] {30, 0, 0, -Math.pow(5, -1.5) / 4}, f, at(-1, 4));
    }
  }

  /** x (y - 1), which is 0 where y is 1. */
  private static final class Excess extends TensorBinary {
    Excess() {
      super("excess");
    }

    @Override
    public Shape shape(Shape x, Shape y) {
      return x;
    }

    @Override
    public Tensor value(Tensor x, Tensor y) {
      return x.mul(y.sub(1));
    }

    @Override
    public <T extends Numeric<T>> T cotangentX(T g, T x, T y, T z) {
      return g.apply(this, y);
    }

    @Override
    public <T extends Numeric<T>> T cotangentY(T g, T x, T y, T z) {
      return g.mul(x);
    }
  }

  @Test
  void whatAUsersOperationMakesOfOnesIsNotAsked() {
    Excess excess = new Excess();
    UnaryOperator<Value> f =
        v -> v.mul(3).apply(excess, at(5, 7)).where(FIRST, ZERO).sum().add(cutRoot(v));
    assertNumbers(new double[] {12, 0.25}, Gradient.of(f, at(0, 4)));
  }

  @Test
  void aProductsInfiniteFactorIsNotForgotten() {
    for (double factor : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      Value running = at(factor, 2);
      UnaryOperator<Value> f = v -> v.slice(0, 1, 2).concat(0, running).cumprod(0).get(2);
      double[] gradient = Gradient.of(f, at(5, 3)).data().toArray();
      assertTrue(gradient[0] == 0 && !Double.isFinite(gradient[1]), () -> gradient[1] + "");
    }
  }

  @Test
  void aCutGoesThroughAUsersRuleElementByElement() {
    for (CustomFunction square : List.of(SQUARE_BACKWARD, SQUARE_FORWARD)) {
      UnaryOperator<Value> f = v -> square.apply(v.sqrt()).where(v.greater(0), ZERO).sum();
      assertNumbers(new double[] {0, 1, 1}, Gradient.of(f, at(0, 1, 4)));
      assertSecond(new double[9], f, at(0, 1, 4));
      UnaryOperator<Value> many = v -> Vmap.of(square::apply, v.sqrt()).where(v.greater(0), ZERO);
      assertNumbers(new double[] {0, 1, 1}, Gradient.of(v -> many.apply(v).sum(), at(0, 1, 4)));
    }
  }

  /** Such a rule's graph does not show what depends on the cotangent. */
  @Test
  void aRuleMayComputeByNumbers() {
    CustomFunction.Backward byNumbers =
        (g, in, y) -> List.of(Value.constant(g.data().mul(in.get(0).data()).mul(2)));
    CustomFunction.Backward inPart =
        (g, in, y) -> List.of(byNumbers.cotangents(g, in, y).get(0).add(g.maskedBy(g.filled(0))));
    for (CustomFunction.Backward rule : List.of(byNumbers, inPart)) {
      CustomFunction square = CustomFunction.of("square", in -> in.get(0).square()).backward(rule);
      UnaryOperator<Value> f =
          v -> square.apply(v.mul(3).div(3)).where(FIRST, v).sum().add(cutRoot(v.sub(5)));
      assertNumbers(new double[] {8, 1}, Gradient.of(f, at(4, 1)));
    }
  }

  /** A rule whose own slope is infinite where its cotangent was cut off. */
  @Test
  void whatARuleMakesOfACutIsZero() {
    CustomFunction root =
        CustomFunction.of("root", in -> in.get(0).sqrt())
            .backward((g, in, y) -> List.of(g.div(y.mul(2))));
    UnaryOperator<Value> f = v -> root.apply(v).where(v.greater(0), ZERO).sum();
    assertNumbers(new double[] {0, 0.25}, Gradient.of(f, at(0, 4)));
    assertSecond(new double[] {0, 0, 0, -1 / 32.0}, f, at(0, 4));
  }

  @Test
  void aCutGoesThroughWhatWasTakenByIndices() {
    Value index = at(1, 0, 1);
    UnaryOperator<Value> f = v -> v.relu().gather(0, index).sqrt();
    double[] expected = {0, 0.25, 0, 0, 0, 0.25};
    assertNumbers(expected, Jacobian.backward(f, at(-1, 4)));
    assertNumbers(expected, Jacobian.of(f, at(-1, 4)));
  }

  @Test
  void aCutGoesThroughARecordForwardToo() {
    UnaryOperator<Value> f = v -> v.relu().sqrt();
    Value at = at(-1, 4);
    double[] expected = {0, 0, 0, 0.25};
    assertNumbers(expected, Jacobian.backward(f, at));
    assertNumbers(expected, Jacobian.of(f, at));
    Value x = Value.of(at.data());
    assertNumbers(new double[] {0, 0.5}, Jvp.along(f.apply(x), List.of(x), List.of(at(1, 2))));
    UnaryOperator<Value> inside = v -> Checkpoint.of(f, v);
    assertNumbers(expected, Jacobian.of(inside, at));
    // Where no choice was made, 0 times infinity is NaN.
    assertTrue(Jacobian.of(Value::sqrt, at(0, 4)).data().hasNaN());
  }

  @Test
  void constantsThatWereJoinedHaveNoTangent() {
    List<UnaryOperator<Value>> joined =
        List.of(
            v -> v.concat(0, at(0)),
            v -> v.pad(new int[] {0}, new int[] {1}, 0),
            v -> Value.stack(List.of(v.get(0), v.get(1), ZERO), 0));
    double[] expected = {0.5, 0, 0, 0.25, 0, 0};
    for (UnaryOperator<Value> join : joined) {
      UnaryOperator<Value> f = v -> join.apply(v).sqrt();
      assertNumbers(expected, Jacobian.backward(f, at(1, 4)));
      assertNumbers(expected, Jacobian.of(f, at(1, 4)));
    }
  }

  @Test
  void aTangentFlowsWhereNoChoiceCutsIt() {
    Value x = Value.of(Tensor.of(-1.0, 4.0, 9.0));
    Value y = x.mul(x.mul(0)).relu().where(at(1, 1, 0), x);
    Value all = at(1, 1, 1);
    assertNumbers(new double[] {0, 0, 1}, Jvp.flow(y, List.of(x), List.of(all)));
    assertNumbers(new double[] {1, 1, 1}, Jvp.flow(x.mul(0), List.of(x), List.of(all)));
    assertNumbers(new double[] {1}, Jvp.flow(x.sum(), List.of(x), List.of(at(0, 0, 1))));
    assertNumbers(new double[] {0}, Jvp.flow(x.get(0), List.of(x), List.of(at(0, 0, 1))));
    assertNumbers(
        new double[] {1, 1, 1},
        Jvp.flow(SQUARE_BACKWARD.apply(x.cumprod(0)), List.of(x), List.of(all)));
  }
}
