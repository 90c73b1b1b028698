package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.testing.JavaProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.util.ExceptionUtils;

/** Large work, which several threads share: what they throw, and what they hold. */
class PoolTest {
  private static final int MANY = 3_000_000;

  /** An operation of a user's. */
  private static final class Custom extends PointwiseUnary {
    private final DoubleUnaryOperator function;

    Custom(DoubleUnaryOperator function) {
      super("custom");
      this.function = function;
    }

    @Override
    public double value(double x) {
      return function.applyAsDouble(x);
    }

    @Override
    public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
      return cotangent;
    }
  }

  /** Wherever it is thrown, be it declared or not; and the next calculation is right. */
  @Test
  void whatAUsersFunctionThrowsIsThrown() {
    Tensor numbers = Tensor.arange(0, MANY, 1);
    List<Throwable> failures =
        List.of(new IOException("checked"), new IllegalStateException(), new AssertionError());
    for (Throwable failure : failures) {
      for (int place : new int[] {0, 1000, MANY / 2 + 1, MANY - 1}) {
        Custom failing =
            new Custom(
                x -> {
                  if (x == place) {
                    throw ExceptionUtils.throwAsUncheckedException(failure);
                  }
                  return x + 1;
                });
        assertSame(failure, assertThrows(failure.getClass(), () -> numbers.apply(failing)));
      }
    }
    assertEquals(MANY, numbers.apply(new Custom(x -> x + 1)).at(-1));
  }

  /** What is thrown once is not lost because the next call would not throw it. */
  @Test
  void whatIsThrownOnceIsThrown() {
    IOException failure = new IOException("once");
    AtomicBoolean isThrown = new AtomicBoolean();
    Custom failing =
        new Custom(
            x -> {
              if (x == MANY - 1 && isThrown.compareAndSet(false, true)) {
                throw ExceptionUtils.throwAsUncheckedException(failure);
              }
              return x;
            });
    Tensor numbers = Tensor.arange(0, MANY, 1);
    assertSame(failure, assertThrows(IOException.class, () -> numbers.apply(failing)));
  }

  /** An operation inside an operation, both shared among threads. */
  @Test
  void aFunctionMayComputeWithTensors() {
    Tensor inner = Tensor.ones(MANY);
    Custom outer = new Custom(x -> x % 1_000_000 == 0 ? inner.add(x).sum().item() / MANY : x);
    assertArrayEquals(
        new double[] {1, 1, 1_000_001, 7},
        Tensor.arange(0, MANY, 1).apply(outer).indexSelect(0, 0, 1, 1_000_000, 7).toArray());
  }

  @Test
  void anInterruptIsNotLost() {
    Thread.currentThread().interrupt();
    double sum = Tensor.ones(MANY).exp().sum().item();
    assertEquals(true, Thread.interrupted());
    assertEquals(MANY * Math.E, sum, 1e-6);
  }

  /** While a slow function holds a thread of the pool, what others have done with can go. */
  @Test
  void aSlowFunctionHoldsNothingOfOthers() {
    assertRuns(Slow.class, "-Xmx128m", "-Dchainrule.threads=2");
  }

  /** What matrix products work with is let go when memory gets short, in idle threads, too. */
  @Test
  void workingMemoryIsLetGo() {
    assertRuns(
        Products.class,
        "-Xmx300m",
        "-Dchainrule.threads=2",
        "--add-modules=jdk.incubator.vector",
        "-Dchainrule.vector=true",
        "-XX:+UseSerialGC", // which needs no regions in a row for a large array
        "-Xmn20m");
  }

  private static void assertRuns(Class<?> program, String... options) {
    JavaProcess process = JavaProcess.run(program, List.of(options));
    assertEquals(0, process.exitCode(), process.err());
    assertEquals("done", process.out().strip());
  }

  /** A program in which one thread of the pool is held for as long as another one computes. */
  static final class Slow {
    private Slow() {}

    /** Computes with 640 MB, 16 MB at a time. */
    public static void main(String[] args) throws InterruptedException {
      CountDownLatch isHeld = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      Custom slow =
          new Custom(
              x -> {
                if (Thread.currentThread().getName().equals("chainrule")) {
                  isHeld.countDown();
                  awaitEnd(goOn);
                } else {
                  awaitEnd(isHeld); // so that a thread of the pool gets its part
                }
                return x;
              });
      Thread user = new Thread(() -> System.out.println(Tensor.ones(MANY).apply(slow).at(0)));
      user.setDaemon(true);
      user.start();
      isHeld.await();
      for (int step = 0; step < 40; step++) {
        double unused = Tensor.ones(2_000_000).add(step).exp().at(1);
      }
      System.out.println("done");
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }

    private static void awaitEnd(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A program that computes large matrix products in threads that stay. */
  static final class Products {
    private Products() {}

    /** Each product works with 123 MB. */
    public static void main(String[] args) throws InterruptedException {
      for (int i = 0; i < 3; i++) {
        CountDownLatch isComputed = new CountDownLatch(1);
        Thread thread =
            new Thread(
                () -> {
                  Tensor left = Tensor.full(Shape.of(48, 256), 1);
                  double unused = left.matMul(Tensor.full(Shape.of(256, 60_000), 1)).at(0, 0);
                  isComputed.countDown();
                  Slow.awaitEnd(new CountDownLatch(1));
                });
        thread.setDaemon(true);
        thread.start();
        isComputed.await();
      }
      double[] large = new double[30_000_000]; // 240 MB
      System.out.println(large[17] == 0 ? "done" : "");
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }
}
