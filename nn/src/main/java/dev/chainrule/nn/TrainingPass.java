package dev.chainrule.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What layers are told while they learn from a batch: where random numbers come from, and whom to
 * give updates of buffers that must wait until the step is done. Made anew for each batch, and for
 * each thread.
 */
public final class TrainingPass {
  private final RandomGenerator random;
  private final List<Runnable> updates = new ArrayList<>();

  private TrainingPass(RandomGenerator random) {
    this.random = random;
  }

  /** A pass over one batch; the same seed gives the same random numbers on every platform. */
  public static TrainingPass seeded(long seed) {
    return new TrainingPass(new Random(seed));
  }

  /** Where all that is random in this pass comes from. */
  public RandomGenerator random() {
    return random;
  }

  /** Leaves something to be done after the step: see {@link #finish()}. */
  public void later(Runnable update) {
    updates.add(update);
  }

  /** Does what was left to be done, in the order in which it was left. */
  public void finish() {
    updates.forEach(Runnable::run);
    updates.clear();
  }
}
