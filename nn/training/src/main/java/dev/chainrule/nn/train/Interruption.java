package dev.chainrule.nn.train;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Notices whether training is asked to end: by Ctrl-C or another signal that ends the program,
 * which then waits until training has put its checkpoint away, or by an interrupt of the thread
 * that trains.
 */
final class Interruption implements AutoCloseable {
  private static final Duration MAX_WAIT = Duration.ofSeconds(30); // with a batch that takes long
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "end-of-training");
  private final Thread trainer = Thread.currentThread();
  private volatile boolean isAsked;

  private Interruption() {}

  static Interruption watch() {
    Interruption interruption = new Interruption();
    try {
      Runtime.getRuntime().addShutdownHook(interruption.hook);
    } catch (IllegalStateException e) {
      interruption.isAsked = true; // the program has begun to end just now
    }
    return interruption;
  }

  boolean isAsked() {
    return isAsked || Thread.currentThread().isInterrupted();
  }

  private void ask() {
    isAsked = true;
    long end = System.nanoTime() + MAX_WAIT.toNanos();
    try {
      boolean isDone = false;
      while (!isDone && System.nanoTime() < end && !hasTrainingExited()) {
        isDone = done.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever ends the program does not want to wait
    }
  }

  /**
   * Says whether it is training itself that ends the program, such as a listener by System.exit: it
   * waits for this hook then, and the hook must not wait for it.
   */
  private boolean hasTrainingExited() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> trains(entry.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(Stream::of)
        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  private boolean trains(Thread thread) {
    return thread == trainer || thread.getName().startsWith(MicroBatches.THREAD_PREFIX);
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
