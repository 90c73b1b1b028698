package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorBinary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rule a tangent goes by; that all rules are right is tested in {@link ForwardModeTest}. */
class TangentsTest {
  private static final Value X = Value.constant(Tensor.of(2.0, 5.0));
  private static final Value T = Value.constant(Tensor.of(1.0, 10.0));

  /** x², with a rule for tangents that shows that it was taken. */
  private static final class Square extends PointwiseUnary {
    Square() {
      super("square100");
    }

    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public <N extends Numeric<N>> N cotangent(N cotangent, N x, N y) {
      return cotangent.mul(x).mul(2);
    }

    @Override
    public <N extends Numeric<N>> Optional<N> tangent(N tangent, N x, N y) {
      return Optional.of(tangent.mul(x).mul(200));
    }
  }

  /** Counts how often it is computed. */
  private static final class Product extends TensorBinary {
    private final boolean isBilinear;
    private int runs;

    Product(boolean isBilinear) {
      super("product");
      this.isBilinear = isBilinear;
    }

    @Override
    public boolean isBilinear() {
      return isBilinear;
    }

    @Override
    public Shape shape(Shape x, Shape y) {
      return x;
    }

    @Override
    public Tensor value(Tensor x, Tensor y) {
      runs++;
      return x.mul(y);
    }

    @Override
    public <N extends Numeric<N>> N cotangentX(N cotangent, N x, N y, N z) {
      return cotangent.apply(this, y);
    }

    @Override
    public <N extends Numeric<N>> N cotangentY(N cotangent, N x, N y, N z) {
      return cotangent.apply(this, x);
    }
  }

  @Test
  void anOperationsOwnRuleIsTaken() {
    Value tangent = Jvp.of(x -> x.apply(new Square()), X, T).tangent();
    assertArrayEquals(new double[] {400, 10_000}, tangent.data().toArray());
  }

  @Test
  void ofAProductATangentTakesThePlaceOfItsInput() {
    for (boolean isBilinear : new boolean[] {true, false}) {
      Product product = new Product(isBilinear);
      Jvp jvp = Jvp.of(in -> in.get(0).apply(product, in.get(1)), List.of(X, X), List.of(T, T));
      assertArrayEquals(new double[] {4, 25}, jvp.value().data().toArray());
      assertArrayEquals(new double[] {4, 100}, jvp.tangent().data().toArray());
      if (isBilinear) {
        assertEquals(3, product.runs);
      }
    }
  }

  @Test
  void aTangentIsShapedLikeItsValue() {
    Value scalar = Value.constant(3);
    for (Value pushed :
        List.of(
            Jvp.of(s -> s.add(X), scalar, scalar).tangent(),
            Jvp.of(s -> X.sub(s), scalar, scalar).tangent().neg(),
            Jvp.of(s -> s.maximum(X.mul(0)), scalar, scalar).tangent(),
            Jvp.of(s -> s.mul(X.mul(0).add(1)), scalar, scalar).tangent())) {
      assertArrayEquals(new double[] {3, 3}, pushed.data().toArray());
    }
  }
}
