package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** One call of {@link Trainer#fit}. */
final class TrainingRun {
  private final Trainer trainer;
  private final Batches batches;
  private TrainingProgress progress;

  TrainingRun(Trainer trainer, Batches batches, TrainingProgress progress) {
    this.trainer = trainer;
    this.batches = batches;
    this.progress = progress;
  }

  History go() {
    try (Interruption interruption = Interruption.watch();
        BatchGradient gradient = trainer.batchGradient()) {
      if (!trainer.isResumed()) {
        save(); // whoever can't write there should know it now
      }
      while (progress.epoch() <= trainer.epochs && !isStale()) {
        epoch(gradient, interruption);
      }
    } finally {
      trainer.listeners.forEach(Listener::close);
    }
    if (progress.best().epoch() > 0) {
      LayerState.restore(trainer.model, progress.best().state());
    }
    return progress.history();
  }

  /** Whether the held-out examples have not got better for too long. */
  private boolean isStale() {
    int best = progress.best().epoch();
    return trainer.stopsEarly() && best > 0 && progress.epoch() - 1 - best >= trainer.patience;
  }

  private void epoch(BatchGradient gradient, Interruption interruption) {
    int number = progress.epoch();
    trainer.listeners.forEach(l -> l.epochBegins(number, progress.batches(), batches.count()));
    try (Stream<Examples> all = batches.epoch(number - 1)) {
      Iterator<Examples> left = all.skip(progress.batches()).iterator();
      while (left.hasNext()) {
        step(left.next(), gradient);
        if (interruption.isAsked()) {
          interrupt();
        }
      }
    }
    checkState(progress.batches() > 0, "fit: there are no batches in epoch %s", number);
    look();
    save();
  }

  private void step(Examples batch, BatchGradient gradient) {
    long start = System.nanoTime();
    int number = progress.batches() + 1;
    double loss = gradient.step(batch, progress.epoch(), number);
    progress = progress.after(batch, loss, (System.nanoTime() - start) * 1e-9);
    trainer.listeners.forEach(listener -> listener.batchDone(progress.epoch(), number, loss));
  }

  /** Ends an epoch by a look at the held-out examples. */
  private void look() {
    Map<String, Double> heldOut = trainer.evaluate();
    Epoch epoch =
        new Epoch(
            progress.epoch(),
            progress.lossSum() / progress.examples(),
            heldOut,
            trainer.optimizer.learningRate(),
            progress.seconds());
    BestEpoch best = progress.best();
    Double loss = heldOut.get(Epoch.LOSS);
    if (loss != null && trainer.stopsEarly()) {
      best = best.or(epoch.number(), loss, trainer.model);
    }
    trainer.observe(loss == null ? epoch.loss() : loss);
    ImmutableList.Builder<Epoch> epochs = ImmutableList.builder();
    epochs.addAll(progress.history().epochs()).add(epoch);
    progress = TrainingProgress.of(new History(epochs.build()), best);
    trainer.listeners.forEach(listener -> listener.epochDone(epoch));
  }

  private void interrupt() {
    save();
    Path checkpoint = trainer.checkpoint;
    trainer.listeners.forEach(listener -> listener.interrupted(checkpoint));
    throw new CancellationException(
        checkpoint == null
            ? "fit: interrupted; without a checkpoint(FILE), nothing of it is kept"
            : "fit: interrupted; resume(" + checkpoint + ") goes on from here");
  }

  private void save() {
    if (trainer.checkpoint != null) {
      try {
        Checkpoint.write(trainer.checkpoint, trainer, progress);
      } catch (IOException e) {
        throw new UncheckedIOException(trainer.checkpoint + ": can't write the checkpoint", e);
      }
    }
  }
}
