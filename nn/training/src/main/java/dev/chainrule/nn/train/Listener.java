package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hears how training goes, on the thread that trains. */
public interface Listener {
  /**
   * Hears that an epoch begins, or goes on.
   *
   * @param epoch from 1 on
   * @param done how many of its batches are done already
   * @param batches how many there are, if that is known
   */
  default void epochBegins(int epoch, int done, OptionalInt batches) {}

  /**
   * Hears by which gradients a step was taken, just before {@link #batchDone}.
   *
   * @param epoch from 1 on
   * @param batch from 1 on
   * @param gradients of the batch's loss before the step, one for each parameter that learns, by
   *     its name; as they were found, before any clipping
   */
  default void gradientsFound(int epoch, int batch, Map<String, Tensor> gradients) {}

  /**
   * Hears that a step was done.
   *
   * @param epoch from 1 on
   * @param batch from 1 on
   * @param loss of the batch, before the step
   */
  default void batchDone(int epoch, int batch, double loss) {}

  /** Hears that an epoch was done, and the held-out examples looked at. */
  default void epochDone(Epoch epoch) {}

  /**
   * Hears that training was asked to end before its time.
   *
   * @param checkpoint the file from which it can be resumed, if there is one
   */
  default void interrupted(@Nullable Path checkpoint) {}

  /** Hears that training is over, one way or another. */
  default void close() {}
}
