package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.kernel.Scratch;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Counted;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.tensor.Together;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What slices send back passes through memory that a thread uses again. Nothing that anybody holds
 * is ever in it: that memory is spoilt here before results are looked at.
 */
class BorrowedPartsTest {
  private static final int LENGTH = 700;

  /** Fills all the memory that this thread would use next with NaN. */
  private static void spoil() {
    for (DType dtype : DType.values()) {
      List<Scratch> taken = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Scratch scratch = Scratch.take(dtype, 2 * LENGTH);
        scratch.storage().fill(0, scratch.storage().length(), Double.NaN);
        taken.add(scratch);
      }
      taken.forEach(Scratch::giveBack);
    }
  }

  /** Slices of variables and of other values, joined at random; some sent back to several. */
  private static Value graph(long seed, List<Value> variables) {
    Random random = new Random(seed);
    List<Value> values = new ArrayList<>(variables);
    for (int i = 0; i < 14; i++) {
      Value x = values.get(random.nextInt(values.size()));
      Value y = values.get(random.nextInt(values.size()));
      int size = Math.min(x.shape().size(0), y.shape().size(0)) - random.nextInt(3);
      Value left = x.slice(0, x.shape().size(0) - size, x.shape().size(0));
      Value right = y.slice(0, 0, size);
      values.add(
          switch (random.nextInt(5)) {
            case 0 -> left.add(right);
            case 1 -> left.mul(right);
            case 2 -> left.sin().sub(right.square());
            case 3 -> left.tanh().mul(2).add(left.mul(0.5)).mul(right.neg().add(1));
            default -> left;
          });
    }
    Value sum = values.get(values.size() - 1).sum();
    for (Value value : values) {
      sum = sum.add(value.square().sum());
    }
    return sum;
  }

  private static List<Value> variables(long seed, DType dtype) {
    Random random = new Random(seed);
    return IntStream.range(0, 3)
        .mapToObj(i -> Value.of(Tensor.uniform(Shape.of(LENGTH), -1, 1, random).to(dtype)))
        .toList();
  }

  /** The gradients of a random graph; looked at by themselves, or all at the end. */
  private static List<double[]> gradients(long seed, DType dtype, boolean isSpoilt) {
    List<Value> variables = variables(seed, dtype);
    Value result = graph(seed, variables);
    if (!isSpoilt) {
      return variables.stream().map(x -> result.gradients(x).of(x).toArray()).toList();
    }
    spoil();
    Gradients gradients = result.gradients();
    spoil();
    return variables.stream().map(x -> gradients.of(x).toArray()).toList();
  }

  private static void assertNumbers(List<double[]> expected, List<double[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  @Test
  void gradientsAreNotInMemoryThatIsUsedAgain() {
    for (DType dtype : DType.values()) {
      for (long seed = 0; seed < 60; seed++) {
        assertNumbers(gradients(seed, dtype, false), gradients(seed, dtype, true));
      }
    }
  }

  @Test
  void threadsDoNotShareIt() throws ExecutionException, InterruptedException {
    List<CompletableFuture<List<double[]>>> all = new ArrayList<>();
    for (long seed = 0; seed < 40; seed++) {
      long same = seed / 2;
      all.add(CompletableFuture.supplyAsync(() -> gradients(same, DType.FLOAT64, true)));
    }
    for (int i = 0; i < all.size(); i++) {
      assertNumbers(gradients(i / 2, DType.FLOAT64, false), all.get(i).get());
    }
  }

  /** Who asks may be another thread than who computes; the memory is the latter's. */
  @Test
  void askingTakesNoMemory() {
    Value x = variables(1, DType.FLOAT64).get(0);
    Value slice = x.slice(0, 1, LENGTH);
    Tensor gradient = slice.sin().mul(slice).sum().derivatives(List.of(x)).get(0).data();
    Scratch next = Scratch.take(DType.FLOAT64, LENGTH);
    next.giveBack();
    Together together = new Together();
    together.add(gradient);
    Scratch still = Scratch.take(DType.FLOAT64, LENGTH);
    still.giveBack();
    assertSame(next, still);
    together.compute();
    Scratch again = Scratch.take(DType.FLOAT64, LENGTH);
    again.giveBack();
    assertSame(next, again);
  }

  @Test
  void whatASliceSendsBackMayBeAskedForAsWell() {
    Value x = variables(1, DType.FLOAT64).get(0);
    Value slice = x.slice(0, 1, LENGTH);
    Value other = x.slice(0, 0, LENGTH - 1);
    Value result = slice.square().mul(other.add(3)).sum();
    Gradients gradients = result.gradients(x, slice);
    spoil();
    double[] numbers = x.data().toArray();
    double[] ofSlice = gradients.of(slice).toArray();
    double[] ofX = gradients.of(x).toArray();
    for (int i = 0; i < LENGTH - 1; i++) {
      double expected = 2 * numbers[i + 1] * (numbers[i] + 3);
      double before = i == LENGTH - 2 ? 0 : numbers[i + 2] * numbers[i + 2];
      assertEquals(expected, ofSlice[i], 1e-14);
      assertEquals(expected + before, ofX[i + 1], 1e-14);
    }
  }

  /** A recorded sweep reads what an earlier part of it sent back. */
  @Test
  void derivativesOfDerivativesReadItAgain() {
    for (long seed = 0; seed < 20; seed++) {
      List<List<double[]>> both = new ArrayList<>();
      for (boolean isSpoilt : new boolean[] {false, true}) {
        List<Value> variables = variables(seed, DType.FLOAT64);
        List<Value> slopes = graph(seed, variables).derivatives(variables);
        for (Value slope : slopes) {
          if (isSpoilt) {
            double unused = slope.data().at(0);
            spoil();
          }
        }
        Value norm = slopes.stream().map(s -> s.square().sum()).reduce(Value::add).orElseThrow();
        Gradients second = norm.gradients();
        if (isSpoilt) {
          spoil();
        }
        both.add(variables.stream().map(x -> second.of(x).toArray()).toList());
      }
      assertNumbers(both.get(0), both.get(1));
    }
  }

  /** The function x, whose derivative counts what it computes. */
  private static final class Slope extends PointwiseUnary {
    private final PointwiseUnary derivative;

    Slope(PointwiseUnary derivative) {
      super("slope");
      this.derivative = derivative;
    }

    @Override
    public double value(double x) {
      return x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return x.apply(derivative);
    }

    @Override
    public boolean isPure() {
      return true;
    }
  }

  @Test
  void whatIsSentToTwoIsComputedOnce() {
    Counted counted = new Counted();
    List<Value> variables = variables(2, DType.FLOAT64);
    Value sum = variables.get(0).slice(0, 1, LENGTH).add(variables.get(1).slice(0, 0, LENGTH - 1));
    Gradients gradients = sum.apply(new Slope(counted)).sum().gradients();
    assertEquals(LENGTH - 1, counted.count());
    double[] first = gradients.of(variables.get(0)).toArray();
    double[] second = gradients.of(variables.get(1)).toArray();
    assertEquals(LENGTH - 1, counted.count());
    assertArrayEquals(
        Arrays.copyOfRange(first, 1, LENGTH), Arrays.copyOfRange(second, 0, LENGTH - 1));
  }

  /** A number that can't be computed. */
  private static final class Failing extends PointwiseUnary {
    Failing() {
      super("failing");
    }

    @Override
    public double value(double x) {
      throw new ArithmeticException("failing");
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }

    @Override
    public boolean isPure() {
      return true;
    }
  }

  @Test
  void aSweepThatFailsSpoilsNoOther() {
    List<double[]> expected = gradients(5, DType.FLOAT64, false);
    Value x = variables(3, DType.FLOAT64).get(0);
    Value slice = x.slice(0, 1, LENGTH);
    Value result = slice.apply(new Slope(new Failing())).sum();
    for (int i = 0; i < 3; i++) {
      assertThrows(ArithmeticException.class, result::gradients);
      assertNumbers(expected, gradients(5, DType.FLOAT64, true));
    }
  }
}
