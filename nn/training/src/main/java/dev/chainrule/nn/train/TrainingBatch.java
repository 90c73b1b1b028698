package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.Seeds;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Examples;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Holds all that the loss of one batch is calculated from.
 *
 * @param examples of this batch
 * @param model that learns from them
 * @param lossFunction from the model's outputs and the targets to a mean over the examples
 * @param parameters to find gradients for, by name: those of the optimiser, which may be fewer than
 *     the model's
 * @param seed of all that is random in this training
 * @param epoch from 1 on
 * @param number of the batch in its epoch, from 1 on
 */
public record TrainingBatch(
    Examples examples,
    Layer model,
    Loss lossFunction,
    Map<String, Parameter> parameters,
    long seed,
    int epoch,
    int number) {
  /** Copies the map. */
  public TrainingBatch {
    parameters = ImmutableMap.copyOf(parameters);
  }

  /**
   * Begins a pass over a part of this batch. Its random numbers depend on the seed, the epoch, the
   * number of the batch and the part, and on nothing else.
   *
   * @param part from 0 on
   */
  public TrainingPass pass(int part) {
    return TrainingPass.seeded(Seeds.of(seed, epoch, number, part));
  }

  /**
   * Calculates the loss of some of the examples, as the model sees them while it learns.
   *
   * @param some of the examples, or all
   * @return one number, which can be differentiated
   * @throws IllegalArgumentException if the loss function gives null, or not one number
   */
  public Value loss(Examples some, TrainingPass pass) {
    Value outputs = model.applyTraining(Value.constant(some.inputs()), pass);
    Value loss = lossFunction.of(outputs, some.targets());
    checkArgument(loss != null, "fit: the loss function gave null");
    checkArgument(
        loss.shape().elements() == 1,
        "fit: the loss function gives shape %s, and not one number: take its mean() or sum()",
        loss.shape());
    return loss;
  }

  /**
   * Differentiates a loss of this batch with respect to the parameters.
   *
   * @return one gradient for each parameter, by its name
   * @throws IllegalStateException if the loss does not depend on every one of them, or depends on a
   *     variable that is none of the model's parameters, nor of the optimiser's
   */
  public Map<String, Tensor> gradients(Value loss) {
    Gradients gradients = loss.gradients();
    if (number == 1) { // what a model consists of is the same for each batch
      checkKnown(gradients);
    }
    ImmutableMap.Builder<String, Tensor> found = ImmutableMap.builder();
    parameters.forEach(
        (name, parameter) -> {
          checkState(
              !parameter.isFrozen(),
              "fit: %s was frozen after the optimiser was made; make another one",
              name);
          Value variable = parameter.value();
          if (!gradients.reaches(variable)) { // a zero would hide a mistake nearly always
            throw new IllegalStateException(
                "fit: the loss does not depend on the parameter %s, which is to learn from it%s"
                    .formatted(name, whyNot(loss, variable)));
          }
          found.put(name, gradients.of(variable));
        });
    return found.buildOrThrow();
  }

  /** Says why a parameter gets no gradient, from a loss that is computed again to see more. */
  private String whyNot(Value loss, Value variable) {
    return NoGradient.of(withLines(loss), variable)
        .or(() -> NoGradient.of(loss, variable)) // one that was not made by this batch
        .map(why -> ": " + why)
        .orElse("");
  }

  private Value withLines(Value loss) {
    try {
      return SourceLines.recorded(() -> loss(examples, pass(0)));
    } catch (RuntimeException e) { // that of a loss which is not the same each time
      return loss;
    }
  }

  /** Refuses a variable that nobody will ever move: that is hardly ever meant. */
  private void checkKnown(Gradients gradients) {
    Set<Value> known = Collections.newSetFromMap(new IdentityHashMap<>());
    model.parameters().values().forEach(parameter -> known.add(parameter.value()));
    parameters.values().forEach(parameter -> known.add(parameter.value())); // a loss may have some
    for (Value variable : gradients.reached()) {
      checkState(
          known.contains(variable),
          "fit: the loss depends on a variable of shape %s that is none of the model's parameters,"
              + " and would not learn: a layer that uses another one, or a parameter, must give it by"
              + " parameters(), which a lambda can't; or detach() it",
          variable.shape());
    }
  }

  /** Says which batch of which epoch this is. */
  @Override
  public String toString() {
    return "epoch " + epoch + ", batch " + number;
  }
}
