package dev.chainrule.nn.train;

import dev.chainrule.nn.data.Examples;
import java.util.List;

/**
 * How far training is: inside an epoch, too.
 *
 * @param history of the epochs that are done
 * @param batches that are done of the next one
 * @param examples in these
 * @param lossSum the sum of their losses
 * @param seconds that they took
 * @param best the best epoch so far
 */
record Progress(
    History history, int batches, long examples, double lossSum, double seconds, Best best) {
  static final Progress NONE = of(new History(List.of()), Best.NONE);

  /** At the beginning of an epoch. */
  static Progress of(History history, Best best) {
    return new Progress(history, 0, 0, 0, 0, best);
  }

  /** From 1 on. */
  int epoch() {
    return history.epochs().size() + 1;
  }

  Progress after(Examples batch, double loss, double seconds) {
    return new Progress(
        history,
        batches + 1,
        examples + batch.count(),
        lossSum + loss * batch.count(),
        this.seconds + seconds,
        best);
  }
}
