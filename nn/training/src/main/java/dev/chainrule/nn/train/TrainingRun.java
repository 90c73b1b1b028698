package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs one training, from where it begins or is resumed to its end. */
final class TrainingRun {
  private final TrainerSettings settings;
  private final Batches batches;
  private TrainingProgress progress;

  TrainingRun(TrainerSettings settings, Batches batches) {
    this.settings = settings;
    this.batches = batches;
    Checkpoint resumed = settings.checkpoint().resumed();
    this.progress = resumed == null ? TrainingProgress.NONE : resumed.resume(settings, batches);
  }

  /** Trains, and gives how it went. */
  History toTheEnd() {
    Throwable failure = null;
    try (Interruption interruption = Interruption.watch()) {
      if (settings.checkpoint().resumed() == null) {
        save(); // a file that can't be written is found out now, not after an epoch
      }
      while (progress.epoch() <= settings.epochs() && !isStale()) {
        runEpoch(interruption);
      }
      if (progress.best().epoch() > 0) {
        LayerState.restore(settings.model(), progress.best().state());
      }
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      closeAll(failure);
    }
    return progress.history();
  }

  /** Closes every listener, whatever others throw; what failed first is what is thrown. */
  private void closeAll(@Nullable Throwable failure) {
    Throwable first = failure;
    for (Listener listener : settings.listeners()) {
      try {
        listener.close();
      } catch (Throwable e) { // checked ones, too, which other languages than Java throw
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (failure == null && first != null) {
      Throwables.throwIfUnchecked(first);
      throw new IllegalStateException(first);
    }
  }

  /** Says whether the held-out examples have not got better for too long. */
  private boolean isStale() {
    int best = progress.best().epoch();
    Validation validation = settings.validation();
    return validation.stopsEarly()
        && best > 0
        && progress.epoch() - 1 - best >= validation.patience();
  }

  private void runEpoch(Interruption interruption) {
    int number = progress.epoch();
    tell(listener -> listener.epochBegins(number, progress.batches(), batches.count()));
    try (Stream<Examples> all = batches.epoch(number - 1)) {
      Iterator<Examples> left = all.skip(progress.batches()).iterator();
      while (left.hasNext()) {
        step(left.next());
        if (interruption.isAsked()) {
          interrupt();
        }
      }
    }
    checkState(progress.batches() > 0, "fit: there are no batches in epoch %s", number);
    endEpoch();
    save();
  }

  private void step(Examples examples) {
    long start = System.nanoTime();
    TrainingBatch batch =
        new TrainingBatch(
            examples,
            settings.model(),
            settings.loss(),
            settings.stepping().parameters(),
            settings.seed(),
            progress.epoch(),
            progress.batches() + 1);
    BatchGradients found = settings.stepping().step(batch, settings.gradients());
    progress = progress.after(examples, found.loss(), (System.nanoTime() - start) * 1e-9);
    tell(listener -> listener.gradientsFound(batch.epoch(), batch.number(), found.gradients()));
    tell(listener -> listener.batchDone(batch.epoch(), batch.number(), found.loss()));
  }

  /** Ends an epoch by a look at the held-out examples. */
  private void endEpoch() {
    Validation validation = settings.validation();
    Map<String, Double> heldOut =
        Evaluation.of(settings.model(), settings.loss(), validation, progress.epoch());
    Epoch epoch =
        new Epoch(
            progress.epoch(),
            progress.lossSum() / progress.examples(),
            heldOut,
            settings.stepping().learningRate(),
            progress.seconds());
    BestEpoch best = progress.best();
    if (validation.stopsEarly()) {
      best = best.or(epoch.number(), epoch.heldOut(Epoch.LOSS), settings.model());
    }
    ImmutableList.Builder<Epoch> epochs = ImmutableList.builder();
    epochs.addAll(progress.history().epochs()).add(epoch);
    TrainingProgress next = TrainingProgress.of(new History(epochs.build()), best);
    ReduceOnPlateau plateau = settings.plateau();
    if (plateau != null) {
      plateau.observe(epoch.heldOut().getOrDefault(Epoch.LOSS, epoch.loss()));
    }
    progress = next;
    tell(listener -> listener.epochDone(epoch));
  }

  private void interrupt() {
    save();
    Path file = settings.checkpoint().file();
    CancellationException interrupted =
        new CancellationException(
            file == null
                ? "fit: interrupted; without a checkpoint(FILE), nothing of it is kept"
                : "fit: interrupted; resume(" + file + ") goes on from here");
    try {
      tell(listener -> listener.interrupted(file));
    } catch (Throwable e) {
      interrupted.addSuppressed(e);
    }
    throw interrupted;
  }

  private void save() {
    Path file = settings.checkpoint().file();
    if (file != null) {
      try {
        Checkpoint.write(file, settings, batches, progress);
      } catch (IOException e) {
        throw new UncheckedIOException("can't write the checkpoint: " + e.getMessage(), e);
      }
    }
  }

  private void tell(Consumer<Listener> news) {
    settings.listeners().forEach(news);
  }
}
