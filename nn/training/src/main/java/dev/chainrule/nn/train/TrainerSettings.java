package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds all that was set for a training before it runs.
 *
 * @param model that learns
 * @param loss to make small
 * @param stepping by an optimiser of the model's parameters, or of some of them
 * @param epochs how many there are in all; 0 if nobody has said so yet
 * @param seed of what is random in layers
 * @param gradients where the gradients of a batch come from
 * @param validation what is looked at after each epoch
 * @param checkpoint where training is saved to and resumed from
 * @param listeners to be told how it goes, in this order
 */
record TrainerSettings(
    Layer model,
    Loss loss,
    Stepping stepping,
    int epochs,
    long seed,
    GradientSource gradients,
    Validation validation,
    CheckpointSettings checkpoint,
    ImmutableList<Listener> listeners) {

  /** Sets whole batches, and nothing besides. */
  static TrainerSettings of(Layer model, Loss loss, Stepping stepping) {
    return new TrainerSettings(
        model,
        loss,
        stepping,
        0,
        0,
        MicroBatches.whole(),
        Validation.NONE,
        CheckpointSettings.NONE,
        ImmutableList.of());
  }

  TrainerSettings withEpochs(int epochs) {
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withSeed(long seed) {
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withGradients(GradientSource gradients) {
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withValidation(Validation validation) {
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withCheckpoint(CheckpointSettings checkpoint) {
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withListener(Listener listener) {
    ImmutableList<Listener> more =
        ImmutableList.<Listener>builder().addAll(listeners).add(listener).build();
    return new TrainerSettings(
        model, loss, stepping, epochs, seed, gradients, validation, checkpoint, more);
  }

  /** Finds the schedule that must be told the losses, if there is one. */
  @Nullable ReduceOnPlateau plateau() {
    LearningRate schedule = stepping.schedule();
    ReduceOnPlateau given = validation.plateau();
    return given == null && schedule != null ? ReduceOnPlateau.in(schedule) : given;
  }

  /**
   * Says what training depends on, by name: what a checkpoint was made with, and what is to be the
   * same when it is taken up again.
   */
  Map<String, String> described(Batches batches) {
    Map<String, String> described = new LinkedHashMap<>();
    FunctionProbe probe = new FunctionProbe(model, batches);
    described.put("model", probe.model());
    described.put("frozen", frozen());
    described.put("loss", probe.loss(loss));
    described.put("optimizer", SettingText.of(optimizer()));
    described.put("seed", Long.toString(seed));
    described.put("batches", SettingText.of(batches));
    described.put(
        "gradients",
        gradients instanceof MicroBatches own ? own.description() : SettingText.of(gradients));
    described.put("held out", SettingText.of(validation.heldOut()));
    return described;
  }

  /** Describes the optimiser; a schedule of the user's, as if nothing had been observed yet. */
  private String optimizer() {
    ReduceOnPlateau plateau = plateau();
    if (plateau == null) {
      return stepping.description();
    }
    ReduceOnPlateau.State observed = plateau.state();
    plateau.restore(ReduceOnPlateau.State.NONE);
    try {
      return stepping.description();
    } finally {
      plateau.restore(observed);
    }
  }

  private String frozen() {
    return model.parameters().entrySet().stream()
        .filter(entry -> entry.getValue().isFrozen())
        .map(Map.Entry::getKey)
        .toList()
        .toString();
  }
}
