package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorBinary;
import dev.chainrule.autograd.tensor.TensorUnary;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Cuts on the way forward, through operations whose tangents go by the transpose of their rule. */
class ForwardCutsTest {
  private static final Value MATRIX = Value.constant(Tensor.of(new double[][] {{2, 1}, {1, 3}}));
  private static final Value DIRECTION = Value.constant(Tensor.of(1.0, 2.0));

  /** Matrices of one element each, so that each of them is cut off or not, as a whole. */
  private static Value each(Value v, UnaryOperator<Value> operation) {
    return operation.apply(v.reshape(v.shape().elements(), 1, 1)).flatten();
  }

  private static double[] along(UnaryOperator<Value> f, double... at) {
    Value x = Value.of(Tensor.of(at));
    Value direction = Value.constant(Tensor.linspace(1, 2, at.length));
    return Jvp.along(f.apply(x), List.of(x), List.of(direction)).data().toArray();
  }

  /** Zero is what comes out where the relu cut; a root there is infinitely steep. */
  @Test
  void aCutPassesWhatHasNoRuleForTangents() {
    List<UnaryOperator<Value>> operations =
        List.of(
            v -> each(v.add(1), u -> u.inverse()).reciprocal().sub(1),
            v -> each(v.add(1), u -> u.determinant()).sub(1),
            v -> each(v.add(1), u -> u.logAbsDeterminant().logarithm()).exp().sub(1),
            v -> each(v.add(1), u -> u.cholesky()).square().sub(1),
            v -> each(v.add(1), u -> u.symmetricEigen().values()).sub(1),
            v -> each(v, u -> MATRIX.slice(0, 0, 1).slice(1, 0, 1).solve(u)).mul(2),
            v -> v.add(1).reshape(2, 1).cumprod(1).flatten().sub(1));
    for (UnaryOperator<Value> operation : operations) {
      UnaryOperator<Value> f = v -> operation.apply(v.relu()).sqrt();
      assertArrayEquals(new double[] {0, 2 / 4.0}, along(f, -1, 4), 1e-14);
      double[] jacobian = {0, 0, 0, 1 / 4.0};
      Value at = Value.constant(Tensor.of(-1.0, 4.0));
      assertArrayEquals(jacobian, Jacobian.of(f, at).data().toArray(), 1e-14);
      assertArrayEquals(jacobian, Jacobian.backward(f, at).data().toArray(), 1e-14);
      // 0 times an infinite slope, which no choice cut off, stays NaN.
      UnaryOperator<Value> whole = v -> operation.apply(v.sqrt().mul(0)).mul(v);
      assertTrue(Double.isNaN(along(whole, 0, 4)[0]));
    }
  }

  /** An infinite slope after the cut, inside the rule itself. */
  @Test
  void theTransposeIsCutWhereItsInputIs() {
    UnaryOperator<Value> f = v -> v.relu().apply(new Roots());
    assertArrayEquals(new double[] {0, 1}, along(f, -1, 1));
    assertTrue(Double.isNaN(along(v -> v.mul(0).apply(new Roots()), -1, 1)[0]));
    UnaryOperator<Value> quotient = v -> v.relu().apply(new Quotient(), v.relu().add(1)).sqrt();
    double t = 2 * Math.pow(5, -2) / (2 * Math.sqrt(4 / 5.0));
    assertEquals(t, along(quotient, -1, 4)[1], 1e-15);
  }

  /** A sum is live if one of what it depends on is, though others were cut off. */
  @Test
  void whatIsLiveStaysLive() {
    UnaryOperator<Value> f = v -> MATRIX.solve(v.relu()).add(v.relu().sqrt());
    double[] slope = along(f, -1, 4);
    double[] expected = MATRIX.data().inverse().matMul(Tensor.of(0.0, 2.0)).toArray();
    assertArrayEquals(new double[] {expected[0], expected[1] + 2 / 4.0}, slope, 1e-14);
    UnaryOperator<Value> product = v -> v.add(1).cumprod(0).add(v.relu().sqrt().mul(0));
    assertArrayEquals(new double[] {1, 5}, along(product, -1, 4), 1e-14);
    UnaryOperator<Value> running = v -> v.relu().add(1).cumprod(0).sub(1).sqrt();
    assertArrayEquals(new double[] {0, 2 / 4.0}, along(running, -1, 4), 1e-14);
  }

  /** A slope that is 0 here is no cut: what comes of it is differentiated again. */
  @Test
  void slopesOfZeroAreNoCut() {
    UnaryOperator<Value> f =
        v -> each(v.square().add(1), u -> u.determinant()).add(v.relu().sqrt());
    Value x = Value.of(Tensor.of(0.0, -1.0));
    Value slope = Jvp.along(f.apply(x), List.of(x), List.of(DIRECTION));
    assertArrayEquals(new double[] {0, -4}, slope.data().toArray());
    double[] second = Jvp.along(slope, List.of(x), List.of(DIRECTION)).data().toArray();
    assertArrayEquals(new double[] {2, 8}, second);
    assertArrayEquals(new double[] {2, 4}, slope.sum().derivative(x).data().toArray());
  }

  /** A user's rule whose own function is flat: what the rule sends on is not cut off. */
  @Test
  void aRuleThatPassesStraightThroughIsNotCut() {
    CustomFunction rounded =
        CustomFunction.of("rounded", in -> in.get(0).round()).backward((g, in, y) -> List.of(g));
    UnaryOperator<Value> f = v -> rounded.apply(v.relu().mul(3)).add(v.relu().sqrt().mul(0));
    assertArrayEquals(new double[] {0, 6}, along(f, -1, 4), 1e-14);
  }

  /** The square root, as an operation on a whole tensor. */
  private static final class Roots extends TensorUnary {
    Roots() {
      super("roots");
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return x.sqrt();
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T g, T x, T y) {
      return g.div(y.mul(2));
    }
  }

  /** x / y, without a rule for tangents. */
  private static final class Quotient extends TensorBinary {
    Quotient() {
      super("quotient");
    }

    @Override
    public Shape shape(Shape x, Shape y) {
      return x;
    }

    @Override
    public Tensor value(Tensor x, Tensor y) {
      return x.div(y);
    }

    @Override
    public <T extends Numeric<T>> T cotangentX(T g, T x, T y, T z) {
      return g.div(y);
    }

    @Override
    public <T extends Numeric<T>> T cotangentY(T g, T x, T y, T z) {
      return g.mul(z).div(y).neg();
    }
  }
}
