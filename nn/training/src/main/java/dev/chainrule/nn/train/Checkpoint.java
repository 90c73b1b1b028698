package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.Updates;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps everything that training needs to go on in a safetensors file: tensors {@code model.*},
 * {@code optimizer.*} and {@code best.*}, all else in its metadata. What is random is drawn anew
 * from the seed and the numbers of epoch and batch. The file is replaced as a whole or not at all.
 */
public final class Checkpoint {
  private static final String FORMAT = "chainrule checkpoint 3";
  private static final String MODEL = "model.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String BEST = "best.";
  private static final String NOTE = "note.";
  private static final String MADE_WITH = "made with ";
  private static final String HELD_OUT = "held out";
  private static final String BATCHES = "batches";

  private final Path file;
  private final Safetensors saved;
  private final CheckpointFields fields;
  private final TrainingProgress progress;
  private final long steps;
  private final ReduceOnPlateau.State plateau;
  private boolean isUsed;

  private Checkpoint(Path file, Safetensors saved) {
    this.file = file;
    this.saved = saved;
    this.fields = new CheckpointFields(file, saved.metadata());
    String format = fields.get("format");
    if (!format.equals(FORMAT)) {
      throw UnreadableFileException.of(
          file, "is no checkpoint of this version: its format is '%s', not '%s'", format, FORMAT);
    }
    this.progress =
        new TrainingProgress(
            fields.getHistory("history"),
            fields.getInt(BATCHES),
            fields.getLong("examples"),
            fields.getDouble("lossSum"),
            fields.getDouble("seconds"),
            new BestEpoch(
                fields.getInt("bestEpoch"),
                fields.getDouble("bestLoss"),
                part(saved.tensors(), BEST)));
    this.steps = fields.getLong("steps");
    this.plateau =
        new ReduceOnPlateau.State(
            fields.getDouble("plateauScale"),
            fields.getDouble("plateauBest"),
            fields.getInt("plateauWorse"));
    requireWhatTrainingGives();
  }

  /** Refuses numbers that don't go together: training would go on from them, and end too early. */
  private void requireWhatTrainingGives() {
    List<Epoch> epochs = progress.history().epochs();
    int batches = progress.batches();
    long examples = progress.examples();
    fields.require("examples", examples >= batches && (batches > 0 || examples == 0));
    fields.require("lossSum", Double.isFinite(progress.lossSum()));
    fields.require("seconds", progress.seconds() >= 0 && Double.isFinite(progress.seconds()));
    fields.require("steps", steps >= (long) epochs.size() + batches);
    BestEpoch best = progress.best();
    boolean hasBest = best.epoch() > 0;
    fields.require(
        "bestEpoch", best.epoch() <= epochs.size() && hasBest == !best.state().isEmpty());
    double bestLoss =
        hasBest
            ? epochs.get(best.epoch() - 1).heldOut().getOrDefault(Epoch.LOSS, Double.NaN)
            : BestEpoch.NONE.loss();
    fields.require("bestLoss", best.loss() == bestLoss);
    fields.require("plateauScale", plateau.scale() >= 0 && plateau.scale() <= 1);
    fields.require("plateauBest", Double.isFinite(plateau.best()));
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UnreadableFileException if it can't be read, or is no checkpoint
   */
  public static Checkpoint read(Path file) {
    return new Checkpoint(file, Safetensors.read(file));
  }

  /** Gives the texts that {@link Trainer#note} put there, by name. */
  public Map<String, String> notes() {
    return part(saved.metadata(), NOTE);
  }

  /** Gives how training went until then. */
  public History history() {
    return progress.history();
  }

  /**
   * Gives a model the numbers that it had then: after the last epoch that was done. Where training
   * stops early, {@link #restoreBest} gives those that it came back to.
   *
   * @throws IllegalArgumentException if it is another model
   */
  public void restore(Layer model) {
    restore(model, part(saved.tensors(), MODEL));
  }

  /**
   * Gives a model the numbers with which the loss of the held-out examples was smallest until then.
   *
   * @throws IllegalArgumentException if it is another model
   * @throws IllegalStateException if it was not trained with early stopping, so that they were not
   *     kept, or no epoch was done
   */
  public void restoreBest(Layer model) {
    checkState(
        progress.best().epoch() > 0,
        "restoreBest: %s holds no best epoch: they are kept with early stopping alone",
        file);
    restore(model, progress.best().state());
  }

  private void restore(Layer model, Map<String, Tensor> numbers) {
    String then = saved.metadata().getOrDefault(MADE_WITH + "model", "");
    String now = SettingText.of(Layer.describe(model));
    checkArgument(
        then.equals(now) || FunctionProbe.isNameless(then) || FunctionProbe.isNameless(now),
        "%s: restore: it was made with model %s, and this is %s",
        file,
        FileText.shown(then),
        now);
    FileText.naming(file, () -> LayerState.restore(model, numbers));
  }

  /**
   * Gives all that takes part in training the numbers that it had then: everything, or, if it is
   * refused, nothing.
   *
   * @throws IllegalArgumentException if something is another
   * @throws IllegalStateException if it was done already
   */
  TrainingProgress resume(TrainerSettings settings, Batches batches) {
    checkState(
        !isUsed,
        "fit: this trainer has gone on from %s already, and would take the model back to it; call"
            + " resume(...) again if that is meant, or fit(...) of a trainer that does not resume",
        file);
    Map<String, String> described = settings.described(batches);
    compare(settings, described);
    // So many of other batches would be other examples.
    boolean hasSameBatches =
        Objects.equals(described.get(BATCHES), saved.metadata().get(MADE_WITH + BATCHES));
    fields.require(
        BATCHES,
        !hasSameBatches || progress.batches() <= batches.count().orElse(Integer.MAX_VALUE));
    Updates[] updates = new Updates[1];
    FileText.naming(
        file,
        () -> {
          if (progress.best().epoch() > 0) { // not only when it is returned to, in the end
            Updates unused = LayerState.updates(settings.model(), progress.best().state());
          }
          updates[0] = LayerState.updates(settings.model(), part(saved.tensors(), MODEL));
          settings.stepping().restore(part(saved.tensors(), OPTIMIZER), steps);
        });
    updates[0].apply();
    ReduceOnPlateau rate = settings.plateau();
    if (rate != null) {
      rate.restore(plateau);
    }
    isUsed = true;
    TrainingProgress from =
        hasSameBatches ? progress : TrainingProgress.of(progress.history(), progress.best());
    return settings.validation().stopsEarly() ? from : from.withoutBest();
  }

  private void compare(TrainerSettings settings, Map<String, String> described) {
    Map<String, String> notes = settings.checkpoint().notes();
    Set<String> changing = settings.checkpoint().changing();
    Set<String> known = Sets.union(described.keySet(), notes.keySet());
    checkArgument(
        known.containsAll(changing),
        "changing: there is no %s; there are %s",
        Sets.difference(changing, known),
        known);
    notes.forEach((name, text) -> check(changing, NOTE, name, text));
    described.forEach(
        (name, text) -> {
          if (!name.equals(HELD_OUT) || dependsOnHeldOut(settings)) {
            check(changing, MADE_WITH, name, text);
          }
        });
  }

  private void check(Set<String> changing, String prefix, String name, String text) {
    if (!changing.contains(name)) {
      fields.check(prefix + name, name, text);
    }
  }

  /** Says whether losses of held-out examples are to be compared with those that were seen then. */
  private boolean dependsOnHeldOut(TrainerSettings settings) {
    boolean stopsEarly = settings.validation().stopsEarly() && progress.best().epoch() > 0;
    boolean reduces = settings.plateau() != null && !plateau.equals(ReduceOnPlateau.State.NONE);
    return stopsEarly || reduces;
  }

  static void write(Path file, TrainerSettings settings, Batches batches, TrainingProgress progress)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    LayerState.of(settings.model()).forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
    settings.stepping().state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    progress.best().state().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    settings.checkpoint().notes().forEach((name, text) -> texts.put(NOTE + name, text));
    settings.described(batches).forEach((name, text) -> texts.put(MADE_WITH + name, text));
    texts.put("steps", Long.toString(settings.stepping().steps()));
    texts.put(BATCHES, Integer.toString(progress.batches()));
    texts.put("examples", Long.toString(progress.examples()));
    texts.put("lossSum", Double.toString(progress.lossSum()));
    texts.put("seconds", Double.toString(progress.seconds()));
    texts.put("bestEpoch", Integer.toString(progress.best().epoch()));
    texts.put("bestLoss", Double.toString(progress.best().loss()));
    texts.put("history", progress.history().toCsv());
    ReduceOnPlateau rate = settings.plateau();
    ReduceOnPlateau.State plateau = rate == null ? ReduceOnPlateau.State.NONE : rate.state();
    texts.put("plateauScale", Double.toString(plateau.scale()));
    texts.put("plateauBest", Double.toString(plateau.best()));
    texts.put("plateauWorse", Integer.toString(plateau.worse()));
    Safetensors.write(file, tensors, texts);
  }

  /** Finds what has a name that begins with a prefix, and leaves the prefix out. */
  private static <T> Map<String, T> part(Map<String, T> all, String prefix) {
    ImmutableMap.Builder<String, T> part = ImmutableMap.builder();
    all.forEach(
        (name, one) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), one);
          }
        });
    return part.buildOrThrow();
  }

  /** Gives the file's name, how far training was, and the notes. */
  @Override
  public String toString() {
    return "Checkpoint(%s, %d epochs, notes %s)"
        .formatted(file, progress.history().epochs().size(), FileText.shown(notes()));
  }
}
