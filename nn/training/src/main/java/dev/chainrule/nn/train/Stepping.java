package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.optim.LearningRate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the steps of a training: by an optimiser, or by minimising the loss of each batch. */
interface Stepping {
  /** Gives the parameters that it moves, by name. */
  Map<String, Parameter> parameters();

  /**
   * Takes a step, and updates buffers with it: all of this, or, whatever goes wrong, nothing.
   *
   * @return what was found before the step
   * @throws NotFiniteException if the loss or a gradient is not finite
   */
  BatchGradients step(TrainingBatch batch, GradientSource source);

  /** Gives the learning rate of the next step; 1 if there is none. */
  double learningRate();

  /** Gives the schedule of the learning rate, if there is one. */
  @Nullable LearningRate schedule();

  /** Gives the number of steps so far. */
  long steps();

  /** Gives what is kept from step to step, by name. */
  Map<String, Tensor> state();

  /** Goes on from a state and a number of steps; changes nothing if they do not fit. */
  void restore(Map<String, Tensor> state, long steps);

  /** Says all that was set, without what changes. */
  String description();
}
