package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Moves parameters towards a smaller loss, a step at a time. An optimiser that keeps numbers from
 * step to step keeps them for each parameter by itself, under the parameter's name. A parameter
 * with several names is moved once a step, and goes by the first of them. Clipping by the global
 * norm adds squares up in the order of the parameters, so runs that are to agree to the last bit
 * need the same order: that of a layer, or of an ordered map.
 *
 * <p>How an optimiser works is set by methods that give a copy: the copy goes on from where the
 * optimiser is, and from then on each keeps what it keeps for itself.
 */
public abstract class Optimizer {
  private final ImmutableMap<String, Parameter> parameters;
  private final LearningRate learningRate;
  private final Memories memories;
  private Clipping clipping = Clipping.none();
  private long steps;

  /** Begins with parameters by name. */
  Optimizer(Map<String, Parameter> parameters, LearningRate learningRate) {
    this.parameters = ImmutableMap.copyOf(Parameter.distinct(parameters));
    this.learningRate = learningRate;
    this.memories = new Memories();
  }

  /** Goes on from where another one is. */
  Optimizer(Optimizer from) {
    this.parameters = from.parameters;
    this.learningRate = from.learningRate;
    this.clipping = from.clipping;
    this.steps = from.steps;
    this.memories = new Memories(from.memories);
  }

  /** Gives an optimiser that clips gradients so before it uses them. */
  public abstract Optimizer clipping(Clipping clipping);

  /** Sets the clipping of a copy that nobody has seen yet. */
  static <O extends Optimizer> O clipped(O copy, Clipping clipping) {
    ((Optimizer) copy).clipping = clipping;
    return copy;
  }

  /** Gives the parameters by name, each once, in the order of {@link #step(List)}. */
  public final Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Gives the number of steps so far. */
  public final long steps() {
    return steps;
  }

  /** Gives the learning rate of the next step. */
  public final double learningRate() {
    return learningRate.at(steps);
  }

  /**
   * Takes a step by the gradients of a loss.
   *
   * @param loss a scalar, computed from the parameters as they stand now
   * @throws IllegalStateException if it does not depend on every one of them
   */
  public final void step(Value loss) {
    step(loss.gradients());
  }

  /**
   * Takes a step by gradients of a loss.
   *
   * @param gradients of a loss that was computed from the parameters as they stand now
   * @throws IllegalStateException if the loss does not depend on every one of them
   */
  public final void step(Gradients gradients) {
    step(inOrder(gradients));
  }

  /**
   * Gives the gradient for each parameter, in the order of {@link #parameters()}.
   *
   * @throws IllegalStateException if the loss does not depend on every one of them
   */
  public final List<Tensor> inOrder(Gradients gradients) {
    List<Tensor> found = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          // A zero here would mean a mistake nearly always, and hide it.
          checkState(
              gradients.reaches(parameter.value()),
              "step: the loss does not depend on %s, of shape %s, as it stands now; compute it"
                  + " after the last update, from all parameters",
              name,
              parameter.value().shape());
          found.add(gradients.of(parameter.value()));
        });
    return found;
  }

  /**
   * Takes a step by gradients by name, such as those of a {@link dev.chainrule.nn.Bound} layer.
   *
   * @param gradients one for each name of {@link #parameters()}, of the same shape
   * @throws IllegalArgumentException if a name is missing or unknown, or a shape or precision is
   *     another; nothing has changed then
   */
  public final void step(Map<String, Tensor> gradients) {
    checkArgument(
        gradients.keySet().equals(parameters.keySet()),
        "step: gradients of %s for parameters %s",
        gradients.keySet(),
        parameters.keySet());
    List<Tensor> inOrder = new ArrayList<>();
    parameters.keySet().forEach(name -> inOrder.add(gradients.get(name)));
    step(inOrder);
  }

  /**
   * Takes a step by gradients from wherever they come.
   *
   * @param gradients one for each parameter, in the order of {@link #parameters()}, of its shape
   * @throws IllegalArgumentException if there are more or fewer, or a shape or precision is
   *     another; nothing has changed then
   */
  public final void step(List<Tensor> gradients) {
    checkGradients("gradient", gradients);
    List<Tensor> clipped = clipping.clip(gradients);
    checkGradients("clipped gradient", clipped);
    double rate = learningRate();
    steps++;
    Iterator<Tensor> next = clipped.iterator();
    parameters.forEach(
        (name, parameter) ->
            parameter.update(updated(name, parameter.value().data(), next.next(), rate)));
  }

  private void checkGradients(String what, List<Tensor> gradients) {
    checkArgument(
        gradients.size() == parameters.size(),
        "step: %ss: %s of them for %s parameters",
        what,
        gradients.size(),
        parameters.size());
    Iterator<Tensor> next = gradients.iterator();
    parameters.forEach(
        (name, parameter) -> checkFits("step: the " + what + " of ", name, parameter, next.next()));
  }

  /** Refuses a tensor that has not the shape and precision of its parameter. */
  static void checkFits(String what, String name, Parameter parameter, Tensor tensor) {
    Value value = parameter.value();
    checkArgument(
        tensor.shape().equals(value.shape()) && tensor.dtype() == value.dtype(),
        "%s%s has shape %s of %s; the parameter has %s of %s",
        what,
        name,
        tensor.shape(),
        tensor.dtype(),
        value.shape(),
        value.dtype());
  }

  /**
   * Gives all that is kept from step to step, but for their number: for each parameter, by its name
   * and then that of what is kept, such as {@code hidden1.weight.mean}.
   */
  public final Map<String, Tensor> state() {
    return memories.state();
  }

  /**
   * Goes on where an optimiser of the same kind was, of parameters with the same names.
   *
   * @param state what {@link #state()} gave
   * @param steps what {@link #steps()} gave
   * @throws IllegalArgumentException if the state is not one of this optimiser; nothing has changed
   *     then
   */
  public final void restore(Map<String, Tensor> state, long steps) {
    checkArgument(steps >= 0, "restore: %s steps; there must be none or more", steps);
    memories.restore(state, parameters);
    this.steps = steps;
  }

  /** Makes a place for what is to be kept for each parameter, under this name. */
  final Memory memory(String kept) {
    return memories.memory(kept);
  }

  /**
   * Computes a parameter's next numbers.
   *
   * @param name the parameter's
   * @param now its present numbers
   * @param gradient of the loss, shaped like it
   * @param rate the learning rate of this step
   * @return the same shape
   */
  abstract Tensor updated(String name, Tensor now, Tensor gradient, double rate);

  /** Gives what was set, as it is to be printed: nothing, or parts that each begin with a comma. */
  abstract String settings();

  /** Gives the kind, what was set, and how far it has come, in a line. */
  @Override
  public final String toString() {
    String clips = clipping == Clipping.none() ? "" : ", clipping " + Named.text(clipping);
    return "%s(learning rate %s%s%s; %s parameters, %s steps)"
        .formatted(
            getClass().getSimpleName(),
            Named.text(learningRate),
            settings(),
            clips,
            parameters.size(),
            steps);
  }

  /** Refuses a learning rate that is not a positive number, for the method that it was given to. */
  static LearningRate rate(String method, double learningRate) {
    checkArgument(
        learningRate > 0 && Double.isFinite(learningRate),
        "%s: learning rate %s must be positive",
        method,
        learningRate);
    return LearningRate.constant(learningRate);
  }

  /** Refuses a coefficient that is not in [0, 1). */
  static double fraction(String what, double coefficient) {
    checkArgument(
        coefficient >= 0 && coefficient < 1, "%s %s must be in [0, 1)", what, coefficient);
    return coefficient;
  }

  /** Refuses a coefficient that is negative, infinite or NaN. */
  static double notNegative(String what, double coefficient) {
    checkArgument(
        coefficient >= 0 && Double.isFinite(coefficient),
        "%s %s must not be negative",
        what,
        coefficient);
    return coefficient;
  }
}
