package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final Map<String, Memory> memories = new LinkedHashMap<>();
  private Clipping clipping = Clipping.none();
  private long steps;

  /** Begins with parameters by name. */
  Optimizer(Map<String, Parameter> parameters, LearningRate learningRate) {
    this.parameters = ImmutableMap.copyOf(Parameter.distinct(parameters));
    this.learningRate = learningRate;
  }

  /** Goes on from where another one is. */
  Optimizer(Optimizer from) {
    this.parameters = from.parameters;
    this.learningRate = from.learningRate;
    this.clipping = from.clipping;
    this.steps = from.steps;
    from.memories.forEach((name, memory) -> memories.put(name, memory.copy()));
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
    checkArgument(
        gradients.size() == parameters.size(),
        "step: %s gradients for %s parameters",
        gradients.size(),
        parameters.size());
    List<String> names = parameters.keySet().asList();
    List<Parameter> inOrder = parameters.values().asList();
    for (int i = 0; i < names.size(); i++) {
      checkFits("step: the gradient of ", names.get(i), inOrder.get(i), gradients.get(i));
    }
    List<Tensor> clipped = clipping.clip(gradients);
    double rate = learningRate();
    steps++;
    for (int i = 0; i < names.size(); i++) {
      Parameter parameter = inOrder.get(i);
      Tensor now = parameter.value().data();
      parameter.update(updated(names.get(i), now, clipped.get(i), rate));
    }
  }

  private static void checkFits(String what, String name, Parameter parameter, Tensor tensor) {
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
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    memories.forEach(
        (kept, memory) ->
            memory.tensors.forEach((name, tensor) -> state.put(name + "." + kept, tensor)));
    return state.buildOrThrow();
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
    Map<String, Map<String, Tensor>> found = new LinkedHashMap<>();
    int count = 0;
    for (String kept : memories.keySet()) {
      Map<String, Tensor> tensors = kept(kept, state);
      found.put(kept, tensors);
      count += tensors.size();
    }
    checkArgument(
        count == state.size(),
        "restore: this optimiser keeps %s for each of %s, not %s",
        memories.keySet(),
        parameters.keySet(),
        state.keySet());
    found.forEach((kept, tensors) -> memory(kept).tensors = tensors);
    this.steps = steps;
  }

  /** Finds what a state has of one kind for each parameter; for all of them, or for none. */
  private Map<String, Tensor> kept(String kept, Map<String, Tensor> state) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          Tensor tensor = state.get(name + "." + kept);
          if (tensor != null) {
            checkFits("restore: " + kept + " of ", name, parameter, tensor);
            tensors.put(name, tensor);
          }
        });
    checkArgument(
        tensors.isEmpty() || tensors.size() == parameters.size(),
        "restore: there is a %s of %s alone, not of each of %s",
        kept,
        tensors.keySet(),
        parameters.keySet());
    return tensors;
  }

  /** Makes a place for what is to be kept for each parameter, under this name. */
  final Memory memory(String kept) {
    return memories.computeIfAbsent(kept, k -> new Memory());
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

  /** What an optimiser keeps for each parameter by name, zeros at first. */
  static final class Memory {
    private Map<String, Tensor> tensors = new LinkedHashMap<>();

    private Memory() {}

    private Memory copy() {
      Memory copy = new Memory();
      copy.tensors.putAll(tensors);
      return copy;
    }

    Tensor get(String name, Tensor like) {
      Tensor kept = tensors.get(name);
      return kept == null ? like.filled(0) : kept;
    }

    Tensor put(String name, Tensor tensor) {
      tensors.put(name, tensor.computed());
      return tensor;
    }
  }
}
