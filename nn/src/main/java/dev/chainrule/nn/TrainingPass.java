package dev.chainrule.nn;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What layers share while they learn from a batch: a source of random numbers, and what buffers are
 * to become once the step is done. Made anew for each batch, and for each thread.
 *
 * <pre>{@code
 * TrainingPass pass = TrainingPass.seeded(batchNumber);
 * optimizer.step(Losses.mse(layer.applyTraining(x, pass), y));
 * pass.updates().forEach(Buffer::update);
 * }</pre>
 */
public final class TrainingPass {
  private final RandomGenerator random;
  private final Map<Buffer, Tensor> updates = new LinkedHashMap<>();

  private TrainingPass(RandomGenerator random) {
    this.random = random;
  }

  /** Begins a pass; the same seed gives the same random numbers on every platform. */
  public static TrainingPass seeded(long seed) {
    return new TrainingPass(new Random(seed));
  }

  /** Gives the source of all that is random in this pass. */
  public RandomGenerator random() {
    return random;
  }

  /**
   * Gives what a buffer holds as this pass sees it: what it is to become, or else what it is. So a
   * layer that is applied twice in a pass goes on from its own first update.
   */
  public Tensor tensor(Buffer buffer) {
    return updates.getOrDefault(buffer, buffer.tensor());
  }

  /**
   * Notes what a buffer is to become after the step; until then it stays as it is.
   *
   * @param numbers in the buffer's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void update(Buffer buffer, Tensor numbers) {
    buffer.check(numbers);
    updates.put(buffer, numbers);
  }

  /**
   * Gives what each buffer is to become, in the order in which they were first noted. Whoever
   * trains puts it there after the step, by {@link Buffer#update}.
   */
  public Map<Buffer, Tensor> updates() {
    return ImmutableMap.copyOf(updates);
  }

  /** Says how many buffers are to be updated. */
  @Override
  public String toString() {
    return "TrainingPass(updates of buffers: " + updates.size() + ")";
  }
}
