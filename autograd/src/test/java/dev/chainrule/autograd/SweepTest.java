package dev.chainrule.autograd;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a backward sweep does to a graph, and what it leaves alone. */
class SweepTest {
  @Test
  void contributionsAddUpAlongEveryPath() {
    Value x = Value.of(3);
    Value y = x.mul(x).add(x); // x * x uses the same value twice
    y.backward();
    assertEquals(7, x.grad().item());
  }

  @Test
  void leavesAreWhatNothingMade() {
    Value x = Value.of(2);
    Value y = Value.of(3);
    Value constant = Value.constant(5);
    Value product = x.mul(y).mul(constant).add(x);
    assertEquals(List.of(constant), Order.leaves(constant));
    assertEquals(List.of(x), Order.leaves(x));
    assertEquals(2, Order.leaves(product).size());
    assertTrue(Order.leaves(product).containsAll(List.of(x, y)));
    assertEquals(16, product.gradients().of(x).item()); // no notes were left
  }

  @Test
  void diamondsAreSweptOnce() {
    Value x = Value.of(1);
    Value vector = Value.of(Tensor.of(1.0, 2.0));
    Value y = x;
    Value z = vector;
    for (int i = 0; i < 31; i++) { // 2^31 paths
      y = y.add(y);
      z = z.add(z);
    }
    y.backward();
    z.sum().backward();
    assertEquals(0x1p31, x.grad().item());
    assertArrayEquals(new double[] {0x1p31, 0x1p31}, vector.grad().toArray());
    assertEquals(0x1p31, y.derivative(x).item());
  }

  @Test
  void manyValuesAreReadyAtOnce() {
    Value x = Value.of(3);
    Value sum = Value.constant(0);
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      parts.add(x.mul(i));
    }
    for (Value part : parts) {
      sum = sum.add(part);
    }
    sum.backward();
    assertEquals(4950, x.grad().item());
    assertEquals(4950, parts.get(0).stack(0, parts.subList(1, 100)).sum().derivative(x).item());
  }

  @Test
  void aChainDeeperThanTheStack() {
    assertChain(100_000);
  }

  @Test
  @Tag("long")
  void aChainOfTenMillionOperations() {
    assertChain(10_000_000);
  }

  private static void assertChain(int operations) {
    Value x = Value.of(1);
    Value half = Value.constant(0.5);
    Value y = x;
    for (int i = 0; i < operations; i++) {
      y = i % 2 == 0 ? y.add(half) : y.sub(half);
    }
    y.backward();
    assertEquals(1, y.item());
    assertEquals(1, x.grad().item());
  }

  @Test
  @Tag("long")
  void aLongChainOfTensorsIsRecorded() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    Value y = x;
    for (int i = 0; i < 100_000; i++) {
      y = y.neg();
    }
    Value slope = y.mul(x).sum().derivative(x); // of x²
    assertArrayEquals(new double[] {2, 4}, slope.data().toArray());
    assertArrayEquals(new double[] {2, 2}, slope.sum().derivative(x).data().toArray());
  }

  @Test
  void backwardTwiceGivesTwiceTheGradient() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    Value hidden = x.square();
    Value y = hidden.mul(hidden).sum();
    assertArrayEquals(new double[2], x.grad().toArray());
    y.backward();
    double[] once = x.grad().toArray();
    y.backward();
    assertArrayEquals(new double[] {4, 32}, once);
    assertArrayEquals(new double[] {8, 64}, x.grad().toArray());
    x.zeroGrad();
    assertArrayEquals(new double[2], x.grad().toArray());
  }

  @Test
  void intermediateValuesHaveGradientsToo() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    Value hidden = x.square();
    Value y = hidden.mul(hidden).sum();
    Gradients gradients = y.gradients(hidden, y, x);
    assertArrayEquals(new double[] {2, 8}, gradients.of(hidden).toArray());
    assertEquals(1, gradients.of(y).item());
    assertArrayEquals(new double[] {4, 32}, gradients.of(x).toArray());
    assertArrayEquals(new double[] {2, 8}, y.derivative(hidden).data().toArray());
    assertArrayEquals(new double[2], x.grad().toArray(), "no side effects");
  }

  @Test
  void whatIsNotReachedHasGradientZero() {
    Value x = Value.of(2);
    Value other = Value.of(Tensor.of(1.0, 2.0));
    Gradients gradients = x.square().gradients();
    assertTrue(gradients.reaches(x));
    assertFalse(gradients.reaches(other));
    assertArrayEquals(new double[2], gradients.of(other).toArray());
    assertArrayEquals(new double[2], x.square().derivative(other).data().toArray());
    Value constant = Value.constant(5);
    assertEquals(0, constant.gradients(x).of(x).item());
    assertEquals(0, constant.derivative(x).item());
    assertEquals(0, x.mul(3).derivative(x).derivative(x).item());
  }

  @Test
  void nothingFlowsIntoConstants() {
    Value x = Value.of(2);
    Value constant = Value.constant(Tensor.of(3.0, 4.0));
    Value y = x.mul(constant).sum();
    y.backward();
    assertEquals(7, x.grad().item());
    assertEquals(List.of(x), y.gradients().reached());
  }

  /** The result does depend on it, so that a zero would be wrong. */
  @Test
  void byAConstant_nothingIsDifferentiated() {
    Value x = Value.of(2);
    Value constant = Value.constant(Tensor.of(3.0, 4.0));
    Value y = x.mul(constant).sum();
    assertRefused(
        "derivative: what to differentiate by is a constant; make it by Value.of, not by"
            + " Value.constant, detach() or inside of Recording.off",
        () -> y.derivative(constant));
    assertArrayEquals(new double[2], y.gradients(x, constant).of(constant).toArray());
    assertEquals(List.of(x), y.gradients(x, constant).reached());
    Value square = x.square();
    assertEquals(List.of(square), square.mul(3).gradients(square, Value.of(1)).reached());
  }

  @Test
  void constantsAloneRecordNothing() {
    Value y = Value.constant(2).mul(Value.constant(3)).exp();
    assertFalse(y.isConnected());
    assertTrue(y.operation().isEmpty());
    assertEquals(List.of(), y.inputs());
  }

  @Test
  void recordsItsOperationAndInputs() {
    Value x = Value.of(2);
    Value y = Value.constant(5);
    Value z = x.mul(y);
    assertEquals("mul", z.operation().orElseThrow().name());
    assertEquals(List.of(x, y), z.inputs());
    assertEquals("10.0 = mul", z.toString());
    assertEquals("pow(2.5)", x.pow(2.5).operation().orElseThrow().toString());
    Value matrix = Value.of(Tensor.ones(Shape.of(2, 3)));
    assertEquals("permute[1, 0]", matrix.transpose().operation().orElseThrow().toString());
    assertEquals("sum[1]", matrix.sum(-1).operation().orElseThrow().toString());
    assertEquals("reshape[6]", matrix.reshape(6).operation().orElseThrow().toString());
  }

  @Test
  void equalNumbersAreTwoVariables() {
    Value a = Value.of(3);
    Value b = Value.of(3);
    a.mul(b).add(a).backward();
    assertEquals(4, a.grad().item());
    assertEquals(3, b.grad().item());
    assertFalse(a.equals(b));
  }

  @Test
  void detachStopsGradients() {
    Value x = Value.of(3);
    Value square = x.square();
    x.mul(square.detach()).backward();
    assertEquals(9, x.grad().item());
    assertNotSame(square, square.detach());
    Value constant = Value.constant(1);
    assertEquals(constant, constant.detach());
  }

  @Test
  void recordingCanBeSwitchedOff() {
    Value x = Value.of(3);
    Value off =
        Recording.off(
            () -> {
              assertFalse(Recording.off(x::square).isConnected());
              assertTrue(inAnotherThread(x), "another thread goes on recording");
              return x.square(); // still off after the inner scope
            });
    assertFalse(off.isConnected());
    assertEquals(9, off.item());
    assertTrue(x.square().isConnected());
  }

  private static boolean inAnotherThread(Value x) {
    boolean[] connected = new boolean[1];
    Thread thread = new Thread(() -> connected[0] = x.square().isConnected());
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return connected[0];
  }

  @Test
  void recordingGoesOnAfterAScopeWhileAnotherThreadIsInOne() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Value x = Value.of(3);
    Thread other =
        new Thread(
            () -> {
              Value unused =
                  Recording.off(
                      () -> {
                        inside.countDown();
                        awaitUninterruptibly(done);
                        return x.square();
                      });
            });
    other.start();
    inside.await();
    assertFalse(Recording.off(x::square).isConnected());
    assertTrue(x.square().isConnected());
    done.countDown();
    other.join();
  }

  @Test
  void recordingGoesOnAfterAnError() {
    Value x = Value.of(3);
    try {
      Value unused =
          Recording.off(
              () -> {
                throw new IllegalStateException("expected");
              });
    } catch (IllegalStateException e) {
      assertEquals("expected", e.getMessage());
    }
    assertTrue(x.square().isConnected());
  }

  @Test
  void broadcastingComesBackAsASum() {
    Value row = Value.of(Tensor.of(1.0, 2.0, 3.0));
    Value column = Value.of(Tensor.of(Shape.of(2, 1), 10, 20));
    Value scalar = Value.of(5);
    row.mul(column).add(scalar).sum().backward();
    assertArrayEquals(new double[] {30, 30, 30}, row.grad().toArray());
    assertArrayEquals(new double[] {6, 6}, column.grad().toArray());
    assertEquals(Shape.of(2, 1), column.grad().shape());
    assertEquals(6, scalar.grad().item());
  }

  @Test
  void aSeedWeighsTheResult() {
    Value x = Value.of(Tensor.of(1.0, 2.0));
    Value y = x.square();
    Tensor seed = Tensor.of(10.0, -1.0);
    assertArrayEquals(new double[] {20, -4}, y.gradients(seed).of(x).toArray());
    Value weights = Value.of(seed);
    Value recorded = y.derivatives(weights, List.of(x)).get(0);
    assertArrayEquals(new double[] {20, -4}, recorded.data().toArray());
    assertArrayEquals(new double[] {2, 4}, recorded.sum().derivative(weights).data().toArray());
  }

  /** A user's function whose derivative rule first does something else. */
  private static final class WithRule extends PointwiseUnary {
    private final Runnable before;

    WithRule(Runnable before) {
      super("withRule");
      this.before = before;
    }

    @Override
    public double value(double x) {
      return 2 * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      before.run();
      return cotangent.mul(2);
    }
  }

  private static void fail() {
    throw new IllegalStateException("expected");
  }

  @Test
  void rulesRunOnlyWhereSomethingWasAskedFor() {
    Value x = Value.of(3);
    Value vector = Value.of(Tensor.of(1.0, 2.0));
    Value shared = x.square();
    Value failing = shared.mul(vector).sum().apply(new WithRule(SweepTest::fail));
    Value y = shared.mul(shared).add(failing).add(vector.mul(5).sum());
    Value z = vector.concat(0, List.of(y.reshape(1), failing.reshape(1))).slice(0, 1, 4).sum();
    for (int i = 0; i < 2; i++) {
      assertEquals(1, y.gradients(y).of(y).item());
      assertThrows(IllegalStateException.class, () -> y.gradients(x));
      assertThrows(IllegalStateException.class, () -> z.derivative(shared));
      assertThrows(IllegalStateException.class, y::backward);
      assertEquals(1, z.gradients(y).of(y).item());
      assertEquals(1, z.derivative(y).data().item());
      assertEquals(2, z.gradients(failing, vector.neg()).of(failing).item());
    }
  }

  @Test
  void whatIsNotOnTheWayIsNotKnown() {
    Value x = Value.of(3);
    Value other = Value.of(2);
    Gradients gradients = x.mul(other).add(x).gradients(x);
    assertEquals(3, gradients.of(x).item());
    assertTrue(gradients.reaches(x));
    assertEquals(List.of(x), gradients.reached());
    assertRefused(
        "reaches: this gradient was not asked for: give the value to gradients(...)",
        () -> gradients.reaches(other));
  }

  @Test
  void aSweepInsideOfARule() {
    Value x = Value.of(3);
    Value shared = x.square().add(x);
    double[] inner = new double[2];
    Value y =
        shared
            .mul(shared)
            .apply(
                new WithRule(
                    () -> {
                      inner[0] = shared.gradients().of(x).item();
                      inner[1] = shared.derivative(x).derivative(x).item();
                    }))
            .add(shared);
    assertEquals(2 * 2 * 12 * 7 + 7, y.gradients().of(x).item());
    assertArrayEquals(new double[] {7, 2}, inner);
    assertEquals(2 * 2 * 12 * 7 + 7, y.derivative(x).item());
  }

  /** What one sweep leaves in the values, should it fail, no other one may see. */
  @Test
  void afterARuleHasFailedTheNextSweepIsRight() {
    Value x = Value.of(3);
    Value vector = Value.of(Tensor.of(1.0, 2.0));
    Value shared = x.square();
    boolean[] fails = {true};
    WithRule custom =
        new WithRule(
            () -> {
              if (fails[0]) {
                fail();
              }
            });
    Value y = shared.add(vector.mul(shared).sum()).add(x.apply(custom)).add(shared);
    assertThrows(IllegalStateException.class, y::gradients);
    assertThrows(IllegalStateException.class, () -> y.derivative(x));
    assertEquals(30, shared.mul(5).gradients().of(x).item());
    fails[0] = false;
    assertEquals(5 * 6 + 2, y.gradients().of(x).item());
    assertEquals(10, y.derivative(x).derivative(x).item());
    Value made = x.mul(vector).sum(); // afterwards
    assertEquals(3, made.gradients().of(x).item());
  }
}
