package dev.chainrule.autograd.kernel;

import com.google.common.base.Throwables;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * The library's one pool of threads. Its size is the system property {@code chainrule.threads}, or
 * else the number of processors. What is computed does not depend on it.
 */
public final class Threads {
  private static final int COUNT =
      Math.max(
          1, Integer.getInteger("chainrule.threads", Runtime.getRuntime().availableProcessors()));
  private static final ExecutorService POOL = pool();

  private Threads() {}

  private static ExecutorService pool() {
    return Executors.newFixedThreadPool(
        Math.max(1, COUNT - 1),
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

  /** Runs the parts, in any order, and returns when all have ended; the caller helps. */
  public static void run(int parts, IntConsumer body) {
    if (parts <= 1 || COUNT == 1) {
      for (int part = 0; part < parts; part++) {
        body.accept(part);
      }
      return;
    }
    new Run(parts, body).run();
  }

  /** Parts that threads take one after the other. */
  private static final class Run {
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch left;
    private final int parts;
    private final IntConsumer body;

    Run(int parts, IntConsumer body) {
      this.parts = parts;
      this.body = body;
      this.left = new CountDownLatch(parts);
    }

    void run() {
      for (int helper = 1; helper < Math.min(COUNT, parts); helper++) {
        POOL.execute(this::takeParts);
      }
      takeParts();
      boolean interrupted = false;
      while (left.getCount() > 0) {
        try {
          left.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        Throwables.throwIfUnchecked(thrown); // which it is: the same as from a single thread
      }
    }

    private void takeParts() {
      for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
        try {
          body.accept(part);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          left.countDown();
        }
      }
    }
  }
}
