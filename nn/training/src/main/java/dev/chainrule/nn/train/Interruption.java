package dev.chainrule.nn.train;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Notices whether training is asked to end: by Ctrl-C or another signal that ends the program,
 * which then waits until training has put its checkpoint away, or by an interrupt of the thread
 * that trains.
 */
final class Interruption implements AutoCloseable {
  private static final Duration MAX_WAIT = Duration.ofSeconds(30); // with a batch that takes long

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "trainer-shutdown");
  private volatile boolean isAsked;

  private Interruption() {}

  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  boolean isAsked() {
    return isAsked || Thread.currentThread().isInterrupted();
  }

  private void ask() {
    isAsked = true;
    boolean unused = Uninterruptibles.awaitUninterruptibly(done, MAX_WAIT);
  }

  /** Lets the program end. */
  @Override
  public void close() {
    done.countDown();
    if (!isAsked) {
      try {
        boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        isAsked = true; // the program has begun to end just now
      }
    }
  }
}
