package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.optim.Optimizer;

/**
 * Holds all that was set for a training before it runs.
 *
 * @param model that learns
 * @param loss to make small
 * @param optimizer of the model's parameters, or of some of them
 * @param epochs how many there are in all
 * @param seed of what is random in layers
 * @param gradients where the gradients of a batch come from
 * @param validation what is looked at after each epoch
 * @param checkpoint where training is saved to and resumed from
 * @param listeners to be told how it goes, in this order
 */
record TrainerSettings(
    Layer model,
    Loss loss,
    Optimizer optimizer,
    int epochs,
    long seed,
    GradientSource gradients,
    Validation validation,
    CheckpointSettings checkpoint,
    ImmutableList<Listener> listeners) {

  /** Sets one epoch of whole batches, and nothing besides. */
  static TrainerSettings of(Layer model, Loss loss, Optimizer optimizer) {
    return new TrainerSettings(
        model,
        loss,
        optimizer,
        1,
        0,
        MicroBatches.whole(),
        Validation.NONE,
        CheckpointSettings.NONE,
        ImmutableList.of());
  }

  TrainerSettings withEpochs(int epochs) {
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withSeed(long seed) {
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withGradients(GradientSource gradients) {
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withValidation(Validation validation) {
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withCheckpoint(CheckpointSettings checkpoint) {
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, listeners);
  }

  TrainerSettings withListener(Listener listener) {
    ImmutableList<Listener> more =
        ImmutableList.<Listener>builder().addAll(listeners).add(listener).build();
    return new TrainerSettings(
        model, loss, optimizer, epochs, seed, gradients, validation, checkpoint, more);
  }
}
