package dev.chainrule.nn.train;

import dev.chainrule.nn.data.Examples;
import java.util.List;

/**
 * Says how far training is, inside an epoch, too.
 *
 * @param history of the epochs that are done
 * @param batches that are done of the next one
 * @param examples in these
 * @param lossSum the sum of their losses
 * @param seconds that they took
 * @param best the best epoch so far
 */
record TrainingProgress(
    History history, int batches, long examples, double lossSum, double seconds, BestEpoch best) {
  static final TrainingProgress NONE = of(new History(List.of()), BestEpoch.NONE);

  /** Begins the epoch after those of a history. */
  static TrainingProgress of(History history, BestEpoch best) {
    return new TrainingProgress(history, 0, 0, 0, 0, best);
  }

  /** Gives the number of the epoch that is under way, from 1 on. */
  int epoch() {
    return history.epochs().size() + 1;
  }

  /** Gives the progress after one more batch. */
  TrainingProgress after(Examples batch, double loss, double seconds) {
    return new TrainingProgress(
        history,
        batches + 1,
        examples + batch.count(),
        lossSum + loss * batch.count(),
        this.seconds + seconds,
        best);
  }

  /** Gives the progress where no epoch is to be returned to. */
  TrainingProgress withoutBest() {
    return new TrainingProgress(history, batches, examples, lossSum, seconds, BestEpoch.NONE);
  }
}
