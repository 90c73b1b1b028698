package dev.chainrule.autograd.kernel;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The library's one pool of threads. Its size is the system property {@code chainrule.threads}, or
 * else the number of processors. What is computed does not depend on it.
 */
public final class Threads {
  private static final int COUNT =
      Setting.atLeastOne("chainrule.threads", Runtime.getRuntime().availableProcessors());
  private static final ThreadPoolExecutor POOL = pool();

  /**
   * What one thread does alone between two runs of a training step is mostly shorter than this; to
   * sleep and be woken takes some 40 us. Where threads share a processor, they do not spin.
   */
  private static final long SPIN_NANOS =
      COUNT <= Runtime.getRuntime().availableProcessors() ? 100_000 : 0;

  private Threads() {}

  private static ThreadPoolExecutor pool() {
    int size = Math.max(1, COUNT - 1);
    return new ThreadPoolExecutor(
        size,
        size,
        0,
        TimeUnit.SECONDS,
        new Tasks(),
        task -> {
          Thread thread = new Thread(task, "chainrule");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** How many parts to make of work that is worth this many. */
  public static int parts(long worth) {
    return (int) Math.max(1, Math.min(COUNT, worth));
  }

  /**
   * Runs the parts, in any order, and returns when all have ended; the caller helps. Whatever a
   * part throws is thrown here; parts that have not begun by then do not.
   */
  public static void run(int parts, IntConsumer body) {
    if (parts <= 1 || COUNT == 1) {
      for (int part = 0; part < parts; part++) {
        body.accept(part);
      }
      return;
    }
    new Run(parts, body).run();
  }

  /**
   * Tasks that a thread waits for busily before it sleeps, while they keep coming: a training step
   * is many short runs, and to be woken for each takes as long as some of them.
   */
  private static final class Tasks extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;
    private static final long SOON_NANOS = 1_000_000;

    private volatile boolean keepComing;

    @Override
    public Runnable take() throws InterruptedException {
      long begin = System.nanoTime();
      Runnable task = poll();
      while (task == null && keepComing && System.nanoTime() - begin < SPIN_NANOS) {
        Thread.onSpinWait();
        task = poll();
      }
      task = task == null ? super.take() : task;
      keepComing = System.nanoTime() - begin < SOON_NANOS;
      return task;
    }
  }

  /** Parts that threads take one after the other. */
  private static final class Run {
    private final AtomicInteger next = new AtomicInteger();
    private final int parts;
    private final IntConsumer body;

    Run(int parts, IntConsumer body) {
      this.parts = parts;
      this.body = body;
    }

    void run() {
      Helper[] helpers = new Helper[Math.min(COUNT, parts) - 1];
      int called = 0;
      try {
        while (called < helpers.length) {
          helpers[called] = new Helper(this);
          POOL.execute(helpers[called]);
          called++;
        }
        takeParts();
      } finally {
        end(); // whatever the reason
        for (int i = 0; i < called; i++) {
          helpers[i].dismiss();
        }
      }
      for (Helper helper : helpers) {
        helper.rethrow();
      }
    }

    /** Takes parts until none is left. */
    void takeParts() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        body.accept(part);
      }
    }

    /** Sees to it that nobody begins another part. */
    void end() {
      next.set(parts);
    }
  }

  /** A thread of the pool that helps with a run, once one is free. */
  private static final class Helper implements Runnable {
    private final Run run;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Throwable thrown;

    Helper(Run run) {
      this.run = run;
    }

    @Override
    public void run() {
      try {
        run.takeParts();
      } catch (Throwable failure) {
        thrown = failure; // and nothing is allocated, for this may be that there is no memory
        run.end();
      } finally {
        ended.countDown();
      }
    }

    /** Returns when it has ended; if it never began, it goes, with all that it holds. */
    void dismiss() {
      if (!POOL.remove(this)) {
        long begin = System.nanoTime();
        while (ended.getCount() > 0 && System.nanoTime() - begin < SPIN_NANOS) {
          Thread.onSpinWait();
        }
        Uninterruptibles.awaitUninterruptibly(ended);
      }
    }

    /** Throws what it threw. */
    void rethrow() {
      Rethrow.ifAny(thrown);
    }
  }
}
