package dev.chainrule.autograd.transform;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.TensorUnary;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sparse derivatives of users' operations, and what a user is told of mistakes. */
class SparseMistakesTest {
  private static final Value X = Value.constant(Tensor.of(1.0, 2.0, 4.0));

  private static Value differences(Value x) {
    return x.sliceFrom(0, 1).sub(x.slice(0, 0, -1)).square();
  }

  private static Value products(Value x) {
    return x.sliceFrom(0, 1).mul(x.slice(0, 0, -1)).square().sum();
  }

  private static class Reversed extends TensorUnary {
    Reversed() {
      super("reversed");
    }

    @Override
    public Shape shape(Shape x) {
      return x;
    }

    @Override
    public Tensor value(Tensor x) {
      return x.flip();
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent.flip();
    }
  }

  private static final class Known extends Reversed {
    private final int size;

    Known(int size) {
      this.size = size;
    }

    @Override
    public <T extends Numeric<T>> T dependence(T x) {
      return x.flip().slice(0, 0, size);
    }
  }

  /** All depends on all, unless it says otherwise. */
  @Test
  void operationsOfUsers() {
    SparseMatrix safe = SparseJacobian.of(v -> v.apply(new Reversed()), X);
    assertEquals(9, safe.pattern().entryCount());
    SparseMatrix known = SparseJacobian.of(v -> v.apply(new Known(3)), X);
    assertArrayEquals(new int[] {2, 1, 0}, known.columns());
    assertArrayEquals(known.toDense().data().toArray(), safe.toDense().data().toArray());
    assertMessage(
        IllegalStateException.class,
        "reversed: its dependence is of shape [2], its result of [3]",
        () -> SparseJacobian.of(v -> v.apply(new Known(2)), X));
  }

  @Test
  void aPatternMayBeLargerThanAnyTensor() {
    int size = 100_000;
    SparsityPattern corner =
        SparsityPattern.of(size, size, new int[] {size - 1}, new int[] {size - 1});
    assertEquals(1, SparseJacobian.plan(v -> v, corner).sweeps());
    int[] ends = new int[2 * size];
    int[] others = new int[2 * size];
    Arrays.setAll(ends, i -> i < size ? 0 : i - size);
    Arrays.setAll(others, i -> i < size ? i : 0);
    SparsityPattern arrow = SparsityPattern.of(size, size, ends, others);
    assertRefused(
        "sweeps of 100000 numbers are too many", () -> SparseJacobian.plan(v -> v, arrow));
  }

  @Test
  void mistakesAreNamed() {
    SparseJacobian plan = SparseJacobian.plan(SparseMistakesTest::differences, X);
    assertRefused(
        "an input of shape [2] for a plan for shape [3]: make a plan for inputs of this shape",
        () -> plan.at(X.slice(0, 0, 2)));
    assertRefused("an input of shape [1, 3] for a plan", () -> plan.at(X.reshape(1, 3)));
    assertRefused(
        "an input of shape [2] for a pattern of 3 columns",
        () -> SparseJacobian.plan(v -> v, plan.pattern()).at(X.slice(0, 0, 2)));
    assertRefused(
        "a result of shape [3] for a pattern of 2 rows",
        () -> SparseJacobian.plan(v -> v, plan.pattern()).at(X));
    assertRefused(
        "an input of shape [2] for a plan for shape [3]",
        () -> SparseHessian.plan(SparseMistakesTest::products, X).at(X.slice(0, 0, 2)));
    assertRefused(
        "sparse Hessian: the function's result must have one element, not shape [3]",
        () -> SparseHessian.of(v -> v.square(), X));
    SparsityPattern diagonal = SparsityPattern.of(3, 3, new int[] {0, 1, 2}, new int[] {0, 1, 2});
    assertRefused(
        "sparse Hessian: the function's result must have one element, not shape [3]",
        () -> SparseHessian.plan(v -> v.square(), diagonal).at(X));
    assertRefused(
        "a pattern of 2 x 3 is not square",
        () -> SparseHessian.plan(SparseMistakesTest::products, plan.pattern()));
    assertRefused(
        "no union of 2 x 3 and 3 x 2", () -> plan.pattern().union(plan.pattern().transpose()));
    assertRefused(
        "1 rows and 0 columns of entries", () -> SparsityPattern.of(1, 1, new int[1], new int[0]));
    assertRefused(
        "no place [0, 1] in a matrix [1, 1]",
        () -> SparsityPattern.of(1, 1, new int[1], new int[] {1}));
    assertRefused("values of shape [3] for 4 entries", () -> SparseMatrix.of(plan.pattern(), X));
    assertRefused(
        "a vector of shape [2] for a sparse matrix of shape [2, 3]",
        () -> plan.at(X).times(X.slice(0, 0, 2)));
    assertRefused(
        "more than 2^31 - 1 entries",
        () -> SparsityPattern.of(v -> v.add(v.sum()), Value.constant(Tensor.zeros(50_000))));
    String noNumbers = "inside the function, there are no numbers to look at";
    for (UnaryOperator<Value> looking :
        List.<UnaryOperator<Value>>of(
            v -> v.mul(v.data().sum().item()),
            v -> v.mul(v.get(0).item()),
            v -> v.mul(v.detach().data().sum().item()))) {
      assertMessage(IllegalStateException.class, noNumbers, () -> SparseJacobian.of(looking, X));
    }
    assertMessage(
        IllegalStateException.class,
        "a result's shape would depend on numbers",
        () -> SparseJacobian.of(v -> v.compress(v.greater(1), 0), X));
  }
}
