package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorBinary;
import dev.chainrule.autograd.tensor.TensorUnary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations as users define them, right and wrong. */
class UserOperationTest {
  private static final Tensor X = Tensor.of(new double[][] {{0.3, -0.7}, {1.2, 0.5}});

  private static final class Cube extends PointwiseUnary {
    private final double factor;

    Cube(double factor) {
      super("cube");
      this.factor = factor;
    }

    @Override
    public double value(double x) {
      return x * x * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x.square()).mul(factor);
    }
  }

  private static final class Distance extends PointwiseBinary {
    Distance() {
      super("distance");
    }

    @Override
    public double value(double x, double y) {
      return (x - y) * (x - y);
    }

    @Override
    public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
      return cotangent.mul(x.sub(y)).mul(2);
    }

    @Override
    public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
      return cotangent.mul(y.sub(x)).mul(2);
    }
  }

  private static final class Trace extends TensorUnary {
    Trace() {
      super("trace");
    }

    @Override
    public Shape shape(Shape x) {
      return Shape.SCALAR;
    }

    @Override
    public Tensor value(Tensor x) {
      return x.mul(Tensor.eye(x.shape().size(0))).sum();
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      int size = x.shape().size(0);
      T ones = x.filled(1);
      T rows = ones.cumsum(0);
      T columns = ones.cumsum(1);
      assertEquals(size, x.shape().size(1));
      return cotangent.mul(rows.equalTo(columns));
    }
  }

  private static final class Solve extends TensorBinary {
    private final Shape wrong;

    Solve(Shape wrong) {
      super("divideAll");
      this.wrong = wrong;
    }

    @Override
    public Shape shape(Shape x, Shape y) {
      return Shape.broadcast(name(), x, y);
    }

    @Override
    public Tensor value(Tensor x, Tensor y) {
      return x.div(y);
    }

    @Override
    public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
      return wrong.rank() == 0 ? cotangent.div(y) : cotangent.literal(1).broadcastTo(wrong);
    }

    @Override
    public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
      return cotangent.mul(z).div(y).neg();
    }
  }

  /** An operation whose rule, or only that of whole tensors, was left for later. */
  private static final class Unfinished extends PointwiseUnary {
    Unfinished() {
      super("unfinished");
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return new ThreadLocal<T>().get();
    }
  }

  /** An operation on numbers whose rule looks at all elements of a tensor. */
  private static final class Mixing extends PointwiseUnary {
    Mixing() {
      super("mixing");
    }

    @Override
    public double value(double x) {
      return Math.abs(x);
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.mul(x.div(x.norm2()));
    }
  }

  @Test
  void aRuleOnNumbersMustNotMixElements() {
    for (Tensor at : List.of(Tensor.of(-3), Tensor.of(-3.0, 2.0))) {
      Value x = Value.of(at);
      Value y = x.apply(new Mixing()).sum();
      String message =
          "mixing: its derivative rule uses norm2[], which is not an operation on numbers";
      assertEquals(message, assertThrows(IllegalStateException.class, y::gradients).getMessage());
      assertEquals(
          message, assertThrows(IllegalStateException.class, () -> y.derivative(x)).getMessage());
    }
  }

  @Test
  void nullIsRefused() {
    String message = "unfinished: its derivative rule gave null";
    for (Tensor at : List.of(Tensor.of(1), X)) {
      Value x = Value.of(at);
      Value y = x.apply(new Unfinished()).sum();
      assertEquals(message, assertThrows(IllegalStateException.class, y::gradients).getMessage());
      assertEquals(
          message, assertThrows(IllegalStateException.class, () -> y.derivative(x)).getMessage());
      Unary none = new ThreadLocal<Unary>().get();
      assertEquals(
          "apply: the operation is null",
          assertThrows(IllegalArgumentException.class, () -> x.apply(none)).getMessage());
      Tensor nothing = new ThreadLocal<Tensor>().get();
      assertEquals(
          "gradients: the cotangent is null",
          assertThrows(IllegalArgumentException.class, () -> y.gradients(nothing)).getMessage());
    }
  }

  @Test
  void anOperationTellsWhatDistinguishesIt() {
    Value x = Value.of(Tensor.ones(Shape.of(2, 3)));
    assertMade("sum[0]", x.sum(0));
    assertMade("max[1]", x.max(1));
    assertMade("argMax", x.argMax(1));
    assertMade("logSumExp[0, 1]", x.logSumExp());
    assertMade("norm2[1]", x.norm2(1));
    assertMade("cumsum", x.cumsum(1));
    assertMade("broadcastTo[4, 2, 3]", x.broadcastTo(Shape.of(4, 2, 3)));
    assertMade("concat", x.concat(1, List.of(x)));
    assertMade("indexSelect", x.indexSelect(1, 2, 0));
    assertMade("permute[1, 0]", x.permute(1, 0));
  }

  private static void assertMade(String expected, Value made) {
    String text = made.operation().orElseThrow().toString();
    assertTrue(text.startsWith(expected), text);
  }

  @Test
  void rightOnesPassAtSecondOrder() {
    GradCheck check = GradCheck.standard().order(2);
    check.check(x -> x.apply(new Cube(3)), X).assertPassed();
    check.check(x -> x.apply(new Cube(3)), Tensor.of(0.4)).assertPassed();
    check.check((x, y) -> x.apply(new Distance(), y), X, Tensor.of(0.3, 0.1)).assertPassed();
    check.check((x, y) -> x.apply(new Distance(), y), Tensor.of(1), Tensor.of(2)).assertPassed();
    check.check(x -> x.apply(new Trace()).square(), X).assertPassed();
    check.check((x, y) -> x.apply(new Solve(Shape.SCALAR), y), X, X).assertPassed();
    assertEquals(0.8, Value.of(X).apply(new Trace()).item(), 1e-15);
    assertArrayEquals(new double[] {8}, Tensor.of(new double[] {2}).apply(new Cube(3)).toArray());
  }

  /** A rule that computes more than it gives. */
  private static final class Wasteful extends PointwiseUnary {
    Wasteful() {
      super("wasteful");
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      T unused = cotangent.mul(x);
      return cotangent;
    }
  }

  /** Repeats a vector, and forgets to add up what comes back. */
  private static final class Rows extends TensorUnary {
    Rows() {
      super("rows");
    }

    @Override
    public Shape shape(Shape x) {
      return Shape.of(2, x.size(0));
    }

    @Override
    public Tensor value(Tensor x) {
      return x.broadcastTo(shape(x.shape()));
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }
  }

  @Test
  void aRuleOfOneInputIsNotSummedUpForIt() {
    Value x = Value.of(1, 2, 3);
    Value y = x.apply(new Rows()).sum();
    String message = "rows: its derivative rule gave shape [2, 3] for an input of shape [3]";
    assertEquals(message, assertThrows(IllegalStateException.class, y::gradients).getMessage());
    assertEquals(
        message, assertThrows(IllegalStateException.class, () -> y.derivative(x)).getMessage());
  }

  @Test
  void aRuleMayComputeMoreThanItGives() {
    Value x = Value.of(5);
    assertEquals(1, x.apply(new Wasteful()).gradients().of(x).item());
    assertEquals("g", new Wasteful().rule(0).formula("g", "x", "y"));
  }

  @Test
  void aFormulaReadsLikeOne() {
    assertEquals(
        "g * tanhSlope(x, y)", TrigonometricOperations.TANH.rule(0).formula("g", "x", "y"));
    assertEquals("-g * (z / y)", ArithmeticOperations.DIV.rule(1).formula("g", "x", "y", "z"));
    assertEquals("g * x * 2", ArithmeticOperations.SQUARE.rule(0).formula("g", "x", "y"));
  }

  @Test
  void wrongOnesAreFound() {
    for (double factor : new double[] {3 * (1 + 5e-4), 3.00001, 0, -3}) {
      assertFalse(GradCheck.standard().check(x -> x.apply(new Cube(factor)), X).passed());
    }
  }

  /** A value that only small numbers have. */
  private static final class Picky extends PointwiseUnary {
    Picky() {
      super("picky");
    }

    @Override
    public double value(double x) {
      if (x > 1) {
        throw new UnsupportedOperationException("too large");
      }
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }
  }

  @Test
  void whatAnOperationThrowsComesThrough_alsoFromOtherThreads() {
    for (int size : new int[] {10, 3_000_000}) {
      double[] numbers = new double[size];
      numbers[size - 1] = 2;
      Tensor x = Tensor.of(Shape.of(size), numbers);
      UnsupportedOperationException e =
          assertThrows(
              UnsupportedOperationException.class, () -> x.apply(new Picky()).sum().item());
      assertEquals("too large", e.getMessage());
    }
  }

  @Test
  void aRuleOfTheWrongShapeIsNamed() {
    Value x = Value.of(X);
    Value y = x.apply(new Solve(Shape.of(3)), Value.constant(X)).sum();
    assertEquals(
        "divideAll: its derivative rule gave shape [3] for an input of shape [2, 2]",
        assertThrows(IllegalStateException.class, y::backward).getMessage());
    x.mul(2).sum().backward(); // the next sweep is not disturbed
    assertEquals(8, x.grad().sum().item());
  }
}
