package dev.chainrule.autograd.kernel;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a loop on vector instructions in the background, for no result, until the JIT compiler has
 * made it the faster one. Until then each vector is an object, and the loop takes some hundred
 * times as long: nobody should wait for that. The one thread sleeps most of the time, so that a
 * program with one processor hardly feels it, and ends when there is nothing left to do. The longer
 * the compiler's queue is, the more calls it wants to see, so that the program's own code goes
 * first.
 */
final class WarmUp implements Runnable {
  private static final int CALLS = 16; // of a round, which are timed together
  private static final int WINS = 4; // in a row, for a thread can be interrupted
  private static final int SLEEPS = 3; // times as long as it works
  private static final long LEAST_SLEEP_NANOS = 2_000_000;
  private static final int MOST_ROUNDS = 10_000; // then it will never be as fast

  /** Not a win yet: a loop that the compiler has come to is as fast as the plain one, or faster. */
  private static final double SLOWER = 1.25;

  private static final ThreadPoolExecutor BACKGROUND =
      new ThreadPoolExecutor(
          /* corePoolSize= */ 0,
          /* maximumPoolSize= */ 1,
          /* keepAliveTime= */ 1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          WarmUp::thread);

  private final Runnable plain;
  private final Runnable vector;
  private final Runnable change;
  private int rounds;
  private int wins;

  private WarmUp(Runnable plain, Runnable vector, Runnable change) {
    this.plain = plain;
    this.vector = vector;
    this.change = change;
  }

  /** Begins: {@code change} is run once the vector loop is at least as fast as the plain one. */
  static void start(Runnable plain, Runnable vector, Runnable change) {
    try {
      BACKGROUND.execute(new WarmUp(plain, vector, change));
    } catch (OutOfMemoryError e) {
      // There is no room for one more thread: the loop stays as it is.
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "chainrule-warm-up");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void run() {
    long ofPlain = nanos(plain);
    long ofVector = nanos(vector);
    wins = ofVector < ofPlain * SLOWER ? wins + 1 : 0;
    rounds++;
    if (wins == WINS) {
      change.run();
    } else if (rounds < MOST_ROUNDS) {
      LockSupport.parkNanos(Math.max(LEAST_SLEEP_NANOS, SLEEPS * (ofPlain + ofVector)));
      BACKGROUND.execute(this); // after the others
    }
  }

  private static long nanos(Runnable loop) {
    long begin = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      loop.run();
    }
    return System.nanoTime() - begin;
  }
}
