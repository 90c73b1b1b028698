package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schedule of a chain of checkpoints: which states are remembered. */
class CheckpointChainTest {
  private static Value step(Value x) {
    return x.add(x.sin().mul(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1", "2, 1", "7, 1", "2, 5", "10, 2", "15, 2", "16, 3", "56, 3", "57, 3", "100, 4"
  })
  void noScheduleComputesFewerSteps(int steps, int states) {
    AtomicInteger computed = new AtomicInteger();
    Value x = Value.of(0.3);
    double plain = slope(x, steps);
    Value end =
        Checkpoint.chain(
            v -> {
              computed.getAndIncrement();
              return step(v);
            },
            steps,
            states,
            x);
    assertEquals(plain, end.derivative(x).item(), 1e-15);
    assertEquals(fewest(steps, states), computed.get());
  }

  @Test
  void weightsGoThroughAChain() {
    Value state = Value.of(0.3, -0.2);
    Value weights = Value.of(Tensor.of(new double[][] {{0.5, -1}, {0.7, 0.2}}));
    UnaryOperator<List<Value>> step = in -> List.of(in.get(0).matMul(in.get(1)).tanh(), in.get(1));
    Value end = Checkpoint.chain(step, 20, List.of(state, weights)).get(0);
    List<Value> plain = List.of(state, weights);
    for (int i = 0; i < 20; i++) {
      plain = step.apply(plain);
    }
    Gradients expected = plain.get(0).sum().gradients();
    Gradients actual = end.sum().gradients();
    assertArrayEquals(expected.of(state).toArray(), actual.of(state).toArray(), 1e-15);
    assertArrayEquals(expected.of(weights).toArray(), actual.of(weights).toArray(), 1e-15);
    assertEquals(List.of(state), Checkpoint.chain(in -> in, 0, List.of(state)));
  }

  /** A sweep that meets NaN begins again with care, but only once, however deep it is nested. */
  @ParameterizedTest
  @CsvSource({"16", "64", "256", "1024"})
  void whatIsNotANumberTakesTwiceAsLongAtMost(int steps) {
    AtomicInteger computed = new AtomicInteger();
    Value x = Value.of(0.0);
    Value end =
        Checkpoint.chain(
            v -> {
              computed.getAndIncrement();
              return v.sqrt().where(v.greater(0), v); // 0 times infinity, cut off
            },
            steps,
            x);
    int forward = computed.get();
    assertEquals(1, end.derivative(x).item());
    int again = computed.get() - forward;
    computed.set(0);
    Value smooth =
        Checkpoint.chain(
            v -> {
              computed.getAndIncrement();
              return v;
            },
            steps,
            x);
    assertEquals(1, smooth.derivative(x).item());
    int usual = computed.get() - forward;
    assertTrue(again <= 2 * usual, () -> again + " steps, " + usual + " without NaN");
  }

  private static double slope(Value x, int steps) {
    Value end = x;
    for (int i = 0; i < steps; i++) {
      end = step(end);
    }
    return end.derivative(x).item();
  }

  /** By trying each place for the next state that is remembered: the first steps come twice. */
  private static int fewest(int steps, int states) {
    int[][] fewest = new int[states + 1][steps + 1];
    for (int free = 0; free <= states; free++) {
      for (int count = 1; count <= steps; count++) {
        fewest[free][count] = count == 1 ? 1 : free == 0 ? Integer.MAX_VALUE / 4 : count * count;
        for (int first = 1; first < count && free > 0; first++) {
          int now = first + fewest[free][first] + fewest[free - 1][count - first];
          fewest[free][count] = Math.min(fewest[free][count], now);
        }
      }
    }
    return fewest[states][steps];
  }

  @Test
  void timeGrowsWithTheLogarithm() {
    AtomicInteger computed = new AtomicInteger();
    Value x = Value.of(0.3);
    int steps = 10_000;
    Value end =
        Checkpoint.chain(
            v -> {
              computed.getAndIncrement();
              return step(v);
            },
            steps,
            x);
    assertEquals(slope(x, steps), end.derivative(x).item(), 1e-12);
    assertTrue(computed.get() <= 9 * steps, "each step at most 8 times again: " + computed);
  }

  @Test
  void mistakes() {
    Value x = Value.of(0.3);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Checkpoint.chain(CheckpointChainTest::step, 3, 0, x));
    assertEquals("checkpoint: 0 states; give 1 or more", e.getMessage());
    assertEquals(x, Checkpoint.chain(CheckpointChainTest::step, 0, 3, x));
  }
}
