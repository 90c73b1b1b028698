package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.ReduceOnPlateau;
import dev.chainrule.nn.file.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that training needs to go on, in a safetensors file: tensors {@code model.*}, {@code
 * optimizer.*} and {@code best.*}, all else in its metadata. What is random is drawn anew from the
 * seed and the numbers of epoch and batch. The file is replaced as a whole or not at all.
 */
final class Checkpoint {
  private static final String FORMAT = "chainrule checkpoint 1";
  private static final String MODEL = "model.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String BEST = "best.";

  private Checkpoint() {}

  static void write(Path file, Trainer trainer, Progress progress) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    LayerState.of(trainer.model).forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
    trainer.optimizer.state().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    progress.best().state().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
    ImmutableMap.Builder<String, String> metadata = ImmutableMap.builder();
    metadata.put("format", FORMAT);
    metadata.put("seed", Long.toString(trainer.seed));
    metadata.put("optimizer", trainer.optimizer.getClass().getSimpleName());
    metadata.put("steps", Long.toString(trainer.optimizer.steps()));
    metadata.put("batches", Integer.toString(progress.batches()));
    metadata.put("examples", Long.toString(progress.examples()));
    metadata.put("lossSum", Double.toString(progress.lossSum()));
    metadata.put("seconds", Double.toString(progress.seconds()));
    metadata.put("bestEpoch", Integer.toString(progress.best().epoch()));
    metadata.put("bestLoss", Double.toString(progress.best().loss()));
    metadata.put("history", progress.history().toCsv());
    ReduceOnPlateau.State plateau = trainer.plateauState();
    metadata.put("plateauScale", Double.toString(plateau.scale()));
    metadata.put("plateauBest", Double.toString(plateau.best()));
    metadata.put("plateauWorse", Integer.toString(plateau.worse()));
    Safetensors.write(file, tensors, metadata.buildOrThrow());
  }

  /** Puts back what was saved into the model and the optimiser. */
  static Progress read(Path file, Trainer trainer) throws IOException {
    Safetensors saved = Safetensors.read(file);
    Fields fields = new Fields(file, saved.metadata());
    fields.check("format", FORMAT);
    fields.check("seed", Long.toString(trainer.seed));
    fields.check("optimizer", trainer.optimizer.getClass().getSimpleName());
    Map<String, Tensor> best = part(saved, BEST);
    LayerState.restore(trainer.model, part(saved, MODEL));
    trainer.optimizer.restore(part(saved, OPTIMIZER), fields.getLong("steps"));
    trainer.restorePlateau(
        new ReduceOnPlateau.State(
            fields.getDouble("plateauScale"),
            fields.getDouble("plateauBest"),
            fields.getInt("plateauWorse")));
    return new Progress(
        History.ofCsv(fields.get("history")),
        fields.getInt("batches"),
        fields.getLong("examples"),
        fields.getDouble("lossSum"),
        fields.getDouble("seconds"),
        new Best(fields.getInt("bestEpoch"), fields.getDouble("bestLoss"), best));
  }

  /** The tensors whose names begin with something, without it. */
  private static Map<String, Tensor> part(Safetensors saved, String prefix) {
    ImmutableMap.Builder<String, Tensor> part = ImmutableMap.builder();
    saved
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
              }
            });
    return part.buildOrThrow();
  }
}
