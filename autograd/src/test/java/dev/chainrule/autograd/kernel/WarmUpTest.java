package dev.chainrule.autograd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops change to vector instructions once these are faster, and nobody waits for that. */
@Timeout(120)
class WarmUpTest {
  private static final int SLOW_CALLS = 100;

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLoopChangesWhenTheOtherOneHasBecomeFaster() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger atTheChange = new AtomicInteger();
    CountDownLatch changed = new CountDownLatch(1);
    Runnable slowAtFirst =
        () -> {
          if (calls.incrementAndGet() <= SLOW_CALLS) {
            sleep();
          }
        };
    WarmUp.start(
        () -> {
          if (calls.get() > SLOW_CALLS) {
            sleep();
          }
        },
        slowAtFirst,
        () -> {
          atTheChange.set(calls.get());
          changed.countDown();
        });
    changed.await();
    assertTrue(atTheChange.get() > SLOW_CALLS, atTheChange::toString);
  }

  /** While one loop waits for the compiler, others go on. */
  @Test
  void oneThatIsNeverFasterKeepsNobodyFromChanging() throws InterruptedException {
    CountDownLatch changed = new CountDownLatch(1);
    AtomicInteger wrong = new AtomicInteger();
    WarmUp.start(() -> {}, WarmUpTest::sleep, wrong::incrementAndGet);
    WarmUp.start(WarmUpTest::sleep, () -> {}, changed::countDown);
    changed.await();
    assertEquals(0, wrong.get());
  }

  @Test
  void aMuchUsedLoopChangesByItself() {
    Float64Loops fast = new SeenCalls(new TreeSet<>());
    Float64WarmLoops loops = new Float64WarmLoops(() -> fast, /* atOnce= */ false);
    Float64Loops first = loops.ofProduct(1);
    assertSame(first, loops.ofProduct(Integer.MAX_VALUE)); // and nobody waits
    while (loops.ofProduct(1) == first) {
      sleep();
    }
    assertSame(fast, loops.ofProduct(1));
    assertSame(fast, new Float64WarmLoops(() -> fast, /* atOnce= */ true).ofProduct(1));
  }

  @Test
  void aLittleUsedLoopStaysAndLoadsNothing() {
    Float64WarmLoops loops =
        new Float64WarmLoops(
            () -> {
              throw new AssertionError("is not needed");
            },
            /* atOnce= */ false);
    Float64Loops first = loops.ofProduct(1);
    for (int i = 0; i < 1000; i++) {
      assertSame(first, loops.ofProduct(1));
    }
  }

  /** The compiler leaves out what it never saw, and a program that then goes there is slow. */
  @Test
  void aTrialOfProductsRunsEveryKindOfTile() {
    Set<String> seen = new TreeSet<>();
    Float64Loops loops = new SeenCalls(seen);
    new Float64Trial().product(loops);
    assertEquals(8, seen.size(), seen::toString); // wide or narrow, by rows or columns, adding
    new Float64Trial().product(SimdLoops.float64());
    new Float32Trial().product(SimdLoops.float32());
  }

  @Test
  void aTrialRunsTheLoopThatItIsFor() {
    Set<String> seen = new TreeSet<>();
    Float64Loops loops = new SeenCalls(seen);
    Float64Trial trial = new Float64Trial();
    for (Opcode opcode : Opcode.values()) {
      trial.map(loops, opcode);
      assertTrue(seen.contains("map " + opcode), opcode::toString);
    }
    trial.hasNaN(loops);
    assertTrue(seen.contains("hasNaN"));
    trial.sum(loops);
    assertTrue(seen.contains("sum"));
  }

  /** Notes what is called, and computes nothing. */
  private record SeenCalls(Set<String> seen) implements Float64Loops {
    @Override
    public boolean map(Opcode opcode, double[] x, int from, double[] out, int to, int length) {
      seen.add("map " + opcode);
      return false;
    }

    @Override
    public boolean map(
        Opcode opcode,
        double[] x,
        int from,
        double[] y,
        int fromY,
        double[] out,
        int to,
        int length) {
      return false;
    }

    @Override
    public boolean hasNaN(double[] x, int from, int length) {
      seen.add("hasNaN");
      return false;
    }

    @Override
    public double sum(double[] x, int from, int length) {
      seen.add("sum");
      return 0;
    }

    @Override
    public int tileColumns() {
      return 16;
    }

    @Override
    public void tile(
        int rows,
        int inner,
        int columns,
        double[] x,
        int from,
        int row,
        int column,
        double[] y,
        int fromY,
        int rowY,
        double[] out,
        int to,
        int rowOut,
        boolean adds) {
      assertTrue(column == 1 ? rowY == columns : row == 1);
      seen.add((columns == tileColumns()) + " " + (column == 1) + " " + adds);
    }
  }
}
