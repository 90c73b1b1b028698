package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that training needs to go on, in a safetensors file: tensors {@code model.*}, {@code
 * optimizer.*} and {@code best.*}, all else in its metadata. What is random is drawn anew from the
 * seed and the numbers of epoch and batch. The file is replaced as a whole or not at all.
 */
public final class Checkpoint {
  private static final String FORMAT = "chainrule checkpoint 1";
  private static final String MODEL = "model.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String BEST = "best.";
  private static final String ABOUT = "about.";

  private final Path file;
  private final Safetensors saved;
  private final CheckpointFields fields;
  private final TrainingProgress progress;
  private final long steps;
  private final ReduceOnPlateau.State plateau;

  private Checkpoint(Path file, Safetensors saved) {
    this.file = file;
    this.saved = saved;
    this.fields = new CheckpointFields(file, saved.metadata());
    if (!fields.get("format").equals(FORMAT)) {
      throw UnreadableFileException.of(file, "is a checkpoint of another version");
    }
    this.progress =
        new TrainingProgress(
            fields.getHistory("history"),
            fields.getInt("batches"),
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
  }

  /**
   * Reads a checkpoint.
   *
   * @throws UnreadableFileException if it can't be read, or is no checkpoint
   */
  public static Checkpoint read(Path file) {
    return new Checkpoint(file, Safetensors.read(file));
  }

  /** The texts that {@link Trainer#about} put there. */
  public Map<String, String> about() {
    return part(saved.metadata(), ABOUT);
  }

  /** How training went until then. */
  public History history() {
    return progress.history();
  }

  /**
   * Gives a model the numbers that it had then.
   *
   * @throws IllegalArgumentException if it is another model
   */
  public void restore(Layer model) {
    FileText.naming(file, () -> LayerState.restore(model, part(saved.tensors(), MODEL)));
  }

  /**
   * Gives all that takes part in training the numbers that it had then.
   *
   * @throws IllegalArgumentException if something is another
   */
  TrainingProgress resume(Trainer trainer) {
    fields.check("seed", Long.toString(trainer.seed));
    fields.check("optimizer", kind(trainer));
    trainer.about.forEach((name, text) -> fields.check(ABOUT + name, text));
    restore(trainer.model);
    FileText.naming(file, () -> trainer.optimizer.restore(part(saved.tensors(), OPTIMIZER), steps));
    trainer.restorePlateau(plateau);
    return progress;
  }

  static void write(Path file, Trainer trainer, TrainingProgress progress) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    LayerState.of(trainer.model).forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
    trainer.optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    progress.best().state().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    trainer.about.forEach((name, text) -> texts.put(ABOUT + name, text));
    texts.put("seed", Long.toString(trainer.seed));
    texts.put("optimizer", kind(trainer));
    texts.put("steps", Long.toString(trainer.optimizer.steps()));
    texts.put("batches", Integer.toString(progress.batches()));
    texts.put("examples", Long.toString(progress.examples()));
    texts.put("lossSum", Double.toString(progress.lossSum()));
    texts.put("seconds", Double.toString(progress.seconds()));
    texts.put("bestEpoch", Integer.toString(progress.best().epoch()));
    texts.put("bestLoss", Double.toString(progress.best().loss()));
    texts.put("history", progress.history().toCsv());
    ReduceOnPlateau.State plateau = trainer.plateauState();
    texts.put("plateauScale", Double.toString(plateau.scale()));
    texts.put("plateauBest", Double.toString(plateau.best()));
    texts.put("plateauWorse", Integer.toString(plateau.worse()));
    Safetensors.write(file, tensors, texts);
  }

  private static String kind(Trainer trainer) {
    return trainer.optimizer.getClass().getSimpleName();
  }

  /** What has a name that begins with something, without that. */
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
}
