package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.testing.JavaProcess;
import dev.chainrule.testing.StackEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calculations that end half-way, for whatever reason: nothing is half updated, and the next one is
 * right to the last bit.
 */
class FaultsTest {
  /** A user's function that fails at one of the calls of its value and its rule. */
  private static final class Custom extends PointwiseUnary {
    private int callsLeft;

    /** Fails at a call, counted from 1; never at 0. */
    Custom(int failingCall) {
      super("custom");
      callsLeft = failingCall;
    }

    private void call() {
      if (--callsLeft == 0) {
        throw new CancellationException("as wanted");
      }
    }

    @Override
    public double value(double x) {
      call();
      return 2 * x;
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      call();
      return cotangent.mul(2);
    }
  }

  /** A calculation that comes by every part of the engine, with all that it leaves behind. */
  private static final class Work {
    private final Value weights = Value.of(Tensor.uniform(Shape.of(5, 7), -1, 1, new Random(1)));
    private final Value bias = Value.of(Tensor.uniform(Shape.of(5), -1, 1, new Random(2)));
    private final Value scalar = Value.of(0.3);
    private final Value inputs =
        Value.constant(Tensor.uniform(Shape.of(700, 7), -1, 1, new Random(3)));

    // What it gives where nothing fails.
    private final List<double[]> results = run(0);
    private final List<double[]> grads = grads();
    private final List<double[]> zeros;

    Work() {
      zeroGrads();
      zeros = grads();
    }

    private Value loss(Custom custom) {
      Value hidden = inputs.matMulTransposed(weights).add(bias).tanh().mul(scalar.exp());
      Value chosen = hidden.apply(custom).relu().where(hidden.greater(0.1), hidden.square());
      Value shares = chosen.concat(1, List.of(chosen.sin())).softmax(1).log();
      Value path = scalar;
      for (int i = 0; i < 20; i++) {
        path = path.mul(scalar).add(1).sigmoid();
      }
      return shares.mean(0).slice(0, 1, 4).sum().add(path.square());
    }

    /** All results; the gradients of variables last. */
    List<double[]> run(int failingCall) {
      Value loss = loss(new Custom(failingCall));
      Gradients gradients = loss.gradients();
      List<double[]> all = new ArrayList<>();
      all.add(new double[] {loss.item()});
      all.add(gradients.of(weights).toArray());
      all.add(gradients.of(bias).toArray());
      all.add(loss.derivative(scalar).derivative(scalar).data().toArray());
      all.add(Recording.off(() -> weights.mul(2).sum()).data().toArray());
      loss.backward();
      return all;
    }

    private List<double[]> grads() {
      return List.of(weights.grad().toArray(), bias.grad().toArray(), scalar.grad().toArray());
    }

    private void zeroGrads() {
      weights.zeroGrad();
      bias.zeroGrad();
      scalar.zeroGrad();
    }

    /** Whether a fault has left all gradients or none, and the next calculation is right. */
    void check() {
      List<double[]> left = grads();
      assertSame(left.get(2)[0] == 0 ? zeros : grads, left);
      zeroGrads();
      assertSame(results, run(0));
      assertSame(grads, grads());
      zeroGrads();
      assertTrue(Recording.isOn());
    }

    private static void assertSame(List<double[]> expected, List<double[]> actual) {
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i));
      }
    }
  }

  @Test
  void exceptionsOfUsers() {
    assertTrue(failures(97) > 30);
  }

  @Test
  @Tag("long")
  void exceptionsOfUsersAtThousandsOfPoints() {
    assertTrue(failures(1) > 3000);
  }

  /** Fails at every so many calls of a user's function, till it is not called so often. */
  private static int failures(int every) {
    Work work = new Work();
    for (int failures = 0; ; failures++) {
      int call = 1 + failures * every;
      try {
        List<double[]> unused = work.run(call);
        return failures;
      } catch (CancellationException e) {
        work.check();
      }
    }
  }

  @Test
  void overrunsOfTheStack() throws InterruptedException {
    overrunTheStack(100);
  }

  @Test
  @Tag("long")
  void overrunsOfTheStackAtThousandsOfPoints() throws InterruptedException {
    overrunTheStack(2000);
  }

  private static void overrunTheStack(int times) throws InterruptedException {
    Work work = new Work();
    int overruns =
        StackEnd.overruns(
            times,
            () -> {
              List<double[]> unused = work.run(0);
            },
            isDone -> work.check());
    assertTrue(
        overruns > times / 10 && overruns < times - times / 10, () -> overruns + " overruns");
  }

  @Test
  void noMemory() {
    assertTrue(exhaustions(20) > 5);
  }

  @Test
  @Tag("long")
  void noMemoryAtThousandsOfPoints() {
    assertTrue(exhaustions(1000) > 300);
  }

  /** Works where little memory is left, in a process of its own; returns how often it was none. */
  private static int exhaustions(int tries) {
    JavaProcess process =
        JavaProcess.run(
            Exhausting.class, List.of("-Xmx12m", "-XX:+UseSerialGC"), Integer.toString(tries));
    assertEquals(0, process.exitCode(), process.err());
    return Integer.parseInt(process.out().strip());
  }

  /** The program. */
  static final class Exhausting {
    private Exhausting() {}

    /** Prints how often there was no memory. */
    public static void main(String[] args) {
      Work work = new Work();
      work.check();
      Random random = new Random(1);
      int exhaustions = 0;
      for (int i = 0; i < Integer.parseInt(args[0]); i++) {
        List<byte[]> ballast = new ArrayList<>(10_000);
        try {
          fill(ballast, 4096);
          for (int freed = random.nextInt(150); freed > 0; freed--) {
            ballast.remove(ballast.size() - 1);
          }
          List<double[]> unused = work.run(0);
        } catch (OutOfMemoryError e) {
          exhaustions++;
        }
        ballast.clear();
        work.check();
      }
      System.out.println(exhaustions);
    }

    private static void fill(List<byte[]> ballast, int size) {
      try {
        while (true) {
          ballast.add(new byte[size]);
        }
      } catch (OutOfMemoryError e) {
        ballast.remove(ballast.size() - 1);
      }
    }
  }

  @Test
  void anInterruptedThreadComputesOn() {
    Work work = new Work();
    Thread.currentThread().interrupt();
    work.check();
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatFailsOnceWorksTheNextTime() {
    Value x = Value.of(Tensor.ones(4));
    Custom custom = new Custom(2);
    assertThrows(CancellationException.class, () -> x.apply(custom));
    assertArrayEquals(new double[] {2, 2, 2, 2}, x.apply(custom).data().toArray());
  }
}
