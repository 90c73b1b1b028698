package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Random programs, whose pattern must hold at every point. */
class SparseProgramsTest {
  private static final int SIZE = 6;
  private static final Value INDEX = Value.constant(Tensor.of(0.0, 3.0, 3.0, 5.0, -1.0, 1.0));
  private static final Value MATRIX =
      Value.constant(Tensor.uniform(Shape.of(3, 3), -1, 1, new Random(2)));
  private static final Value VARIABLE =
      Value.of(Tensor.uniform(Shape.of(SIZE), 1, 2, new Random(4)));

  /** Of six numbers, six others. */
  private static final List<UnaryOperator<Value>> STEPS =
      List.of(
          Value::sin,
          x -> x.mul(0.3).add(1),
          x -> x.mul(VARIABLE),
          x -> x.mul(x.roll(1, 0)),
          x -> x.sliceFrom(0, 1).pad(new int[1], new int[] {1}, 2),
          x -> x.relu().add(x.flip()),
          x -> x.maximum(x.roll(2, 0)),
          x -> x.square().where(x.greater(0), x.roll(-1, 0)),
          x -> x.cumsum(0).mul(0.5),
          x -> x.sort(0),
          x -> x.gather(0, INDEX),
          x -> x.gather(0, x.argSort(0)),
          x -> x.scatterAdd(0, INDEX, x.cos()),
          x -> x.indexSelect(0, 5, 0, 0, 2, 1, 3),
          x -> x.reshape(2, 3).matMul(MATRIX).tanh().flatten(),
          x -> x.reshape(3, 2).transpose().flatten(),
          x -> x.reshape(2, 3).softmax(1).flatten(),
          x -> x.sub(x.mean()),
          x -> x.detach().add(x),
          x -> x.round().add(x.abs()),
          x -> x.reshape(2, 3).max(true, 1).add(x.reshape(2, 3)).flatten(),
          x -> Value.concat(List.of(x.unstack(0).get(2).reshape(1), x.slice(0, 0, 5)), 0),
          x -> Checkpoint.of(v -> v.mul(v.roll(3, 0)), x),
          x -> Vmap.of(v -> v.square().sum().add(v), x.reshape(3, 2)).flatten(),
          x -> Jvp.of(v -> v.square().mul(v.roll(1, 0)), x, x.filled(1)).tangent(),
          x -> Gradient.of(v -> v.pow(3).add(v.mul(v.roll(1, 0))).sum(), x),
          x -> Gradient.of(v -> v.pow(3).mul(x).mul(v.roll(1, 0)).sum(), x.detach()),
          x ->
              CustomFunction.of("twice", in -> in.get(0).mul(2))
                  .backward((g, in, y) -> List.of(g.mul(2)))
                  .apply(x));

  private static Value run(List<Integer> program, Value x) {
    Value y = x;
    for (int step : program) {
      y = STEPS.get(step).apply(y);
    }
    return y;
  }

  private static Value point(long seed) {
    return Value.constant(Tensor.uniform(Shape.of(SIZE), -2, 2, new Random(seed)));
  }

  @Property
  void sparseDerivativesAreTheDenseOnes(
      @ForAll @Size(max = 4) List<@IntRange(max = 27) Integer> program, @ForAll long seed) {
    check(program, seed);
  }

  @Test
  void everyPairOfSteps() {
    for (int first = 0; first < STEPS.size(); first++) {
      for (int second = 0; second < STEPS.size(); second++) {
        check(List.of(first, second), first);
      }
    }
  }

  private static void check(List<Integer> program, long seed) {
    UnaryOperator<Value> function = x -> run(program, x);
    UnaryOperator<Value> scalar = x -> run(program, x).mul(VARIABLE).sum();
    SparseJacobian jacobian = SparseJacobian.plan(function, point(seed));
    SparseHessian hessian = SparseHessian.plan(scalar, point(seed));
    for (int i = 0; i < 2; i++) {
      Value x = point(seed + i);
      assertSame(Jacobian.of(function, x), jacobian.at(x), program);
      assertSame(Hessian.of(scalar, x), hessian.at(x), program);
    }
  }

  private static void assertSame(Value dense, SparseMatrix sparse, List<Integer> program) {
    double[] expected = dense.data().toArray();
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double[] found = sparse.toDense().data().toArray();
    assertArrayEquals(expected, found, 1e-12 * Math.max(1, largest), program.toString());
  }

  /** A composition's pattern is that of the product of matrices, or less. */
  @Property
  void patternsCompose(
      @ForAll @IntRange(max = 27) int first, @ForAll @IntRange(max = 27) int second) {
    boolean[][] one = pattern(List.of(first));
    boolean[][] two = pattern(List.of(second));
    boolean[][] both = pattern(List.of(first, second));
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        boolean isReached = false;
        for (int k = 0; k < SIZE; k++) {
          isReached |= two[i][k] && one[k][j];
        }
        assertTrue(isReached || !both[i][j], first + ", " + second + " at " + i + ", " + j);
      }
    }
  }

  private static boolean[][] pattern(List<Integer> program) {
    SparsityPattern pattern = SparsityPattern.of(x -> run(program, x), point(1));
    boolean[][] dense = new boolean[SIZE][SIZE];
    int[] rows = pattern.rows();
    int[] columns = pattern.columns();
    for (int i = 0; i < rows.length; i++) {
      dense[rows[i]][columns[i]] = true;
    }
    return dense;
  }
}
