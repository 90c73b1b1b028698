package dev.chainrule.testing;

import java.util.Random;
import java.util.function.Consumer;

/** Runs work near the end of a small stack, at depths where it now fits and now does not. */
public final class StackEnd {
  private static final int STACK_BYTES = 256 << 10;

  private final Runnable work;
  private final Consumer<Boolean> afterwards;
  private final Random random = new Random(1);
  private int overruns;

  private StackEnd(Runnable work, Consumer<Boolean> afterwards) {
    this.work = work;
    this.afterwards = afterwards;
  }

  /**
   * Runs work so many times on a small stack, and returns how often the stack was too small.
   *
   * @param afterwards is called after each time, higher up, with whether the work was done
   */
  public static int overruns(int times, Runnable work, Consumer<Boolean> afterwards)
      throws InterruptedException {
    StackEnd end = new StackEnd(work, afterwards);
    Throwable[] failure = {null};
    Thread thread = new Thread(null, () -> end.run(times), "small stack", STACK_BYTES);
    thread.setUncaughtExceptionHandler((where, thrown) -> failure[0] = thrown);
    thread.start();
    thread.join();
    if (failure[0] != null) {
      throw new AssertionError(failure[0]);
    }
    return end.overruns;
  }

  private void run(int times) {
    // Frames that are enough for the work, by what was seen: the compiler changes their size.
    int enough = 200;
    for (int left = times; left > 0; ) {
      Attempt attempt = new Attempt();
      int unused = attempt.climb(random.nextInt(2 * enough));
      int change = 1 + enough / 16;
      if (attempt.isTried) {
        afterwards.accept(attempt.isDone);
        overruns += attempt.isDone ? 0 : 1;
        left--;
      }
      enough = attempt.isTried && !attempt.isDone ? enough + change : Math.max(1, enough - change);
    }
  }

  /** Goes down to the end of the stack, comes up some frames, and works there, once. */
  private final class Attempt {
    private boolean isTried;
    private boolean isDone;

    /** Gives how many frames are left to come up; negative once it was tried. */
    int climb(int frames) {
      int left;
      try {
        left = isTried ? -1 : climb(frames);
      } catch (StackOverflowError e) {
        left = isTried ? -1 : frames;
      }
      if (left == 0) {
        isTried = true;
        work.run();
        isDone = true;
      }
      return left - 1;
    }
  }
}
