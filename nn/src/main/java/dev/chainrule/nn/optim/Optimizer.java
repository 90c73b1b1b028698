package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NoGradient;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Moves parameters towards a smaller loss, a step at a time. An optimiser that keeps numbers from
 * step to step keeps them for each parameter by itself, under the parameter's name. A parameter
 * with several names is moved once a step, and goes by the first of them. One that is frozen when
 * the optimiser is made is not moved, and nothing is kept for it. Clipping by the global norm adds
 * squares up in the order of the parameters, so runs that are to agree to the last bit need the
 * same order: that of a layer, or of an ordered map.
 *
 * <p>A step is taken as a whole or not at all: whatever goes wrong in it, the parameters and what
 * is kept are as they were. A learning rate that is negative or not finite is refused, and so is a
 * step after which a parameter would be NaN or infinite.
 *
 * <p>How an optimiser works is set by methods that give a copy: the copy goes on from where the
 * optimiser is, and from then on each keeps what it keeps for itself.
 */
public abstract class Optimizer {
  static final String SQUARE = "square"; // what is kept of gradients' squares

  private final ImmutableMap<String, Parameter> parameters;
  private final ImmutableMap<String, Parameter> named; // the same, those that are tied by each name
  private final ImmutableMap<String, Parameter> frozen;
  private LearningRate learningRate;
  private Clipping clipping = Clipping.none();
  private ImmutableMap<String, Optimizer> groups = ImmutableMap.of(); // whose rule is another
  private State state = new State(0, new Memories());

  /** How far it has come: what changes in a step beside the parameters, and changes at once. */
  private record State(long steps, Memories memories) {}

  /** Begins with parameters by name. */
  Optimizer(Map<String, Parameter> parameters, LearningRate learningRate) {
    this.parameters = learned(getClass(), parameters);
    Parameter.name(parameters);
    this.named = ImmutableMap.copyOf(Maps.filterValues(parameters, p -> !p.isFrozen()));
    this.frozen =
        ImmutableMap.copyOf(Maps.filterValues(Parameter.distinct(parameters), Parameter::isFrozen));
    this.learningRate = learningRate;
  }

  /**
   * Gives those parameters that are not frozen, each once.
   *
   * @throws IllegalArgumentException if there are none
   */
  static ImmutableMap<String, Parameter> learned(
      Class<?> optimizer, Map<String, Parameter> parameters) {
    Map<String, Parameter> learned =
        Maps.filterValues(Parameter.distinct(parameters), parameter -> !parameter.isFrozen());
    checkArgument(
        !learned.isEmpty(),
        "%s.of: there is nothing to learn: %s",
        optimizer.getSimpleName(),
        parameters.isEmpty()
            ? "there are no parameters; does the layer give them by parameters()?"
            : "every parameter is frozen; unfreeze() some");
    SameStart.check(learned);
    return ImmutableMap.copyOf(learned);
  }

  /** Goes on from where another one is. */
  Optimizer(Optimizer from) {
    this.parameters = from.parameters;
    this.named = from.named;
    this.frozen = from.frozen;
    this.learningRate = from.learningRate;
    this.clipping = from.clipping;
    this.groups = from.groups;
    this.state = from.state;
  }

  /** Gives an optimiser that clips gradients so before it uses them. */
  public abstract Optimizer clipping(Clipping clipping);

  // These set something of a copy that nobody has seen yet.

  final void clipBy(Clipping clipping) {
    this.clipping = clipping;
  }

  final void rateBy(LearningRate learningRate) {
    this.learningRate = learningRate;
  }

  /** Gives the parameters by name; one that is tied, by every name it has. */
  final Map<String, Parameter> named() {
    return named;
  }

  final void addGroup(Predicate<String> names, UnaryOperator<Optimizer> settings) {
    Collection<Parameter> chosen = Maps.filterKeys(named, names::test).values();
    IdentityHashMap<Optimizer, Optimizer> changed =
        new IdentityHashMap<>(); // one for one, to be printed once
    ImmutableMap.Builder<String, Optimizer> all = ImmutableMap.builder();
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      String name = entry.getKey();
      Optimizer rule = rule(name);
      if (chosen.contains(entry.getValue())) {
        Optimizer now = rule;
        rule = changed.computeIfAbsent(rule, r -> settings.apply(r.withoutState()));
        checkArgument(
            rule.clipping == now.clipping,
            "group: clipping looks at the gradients of all parameters: set it for all");
        checkArgument(
            ReduceOnPlateau.in(rule.learningRate) == ReduceOnPlateau.in(learningRate)
                || ReduceOnPlateau.in(rule.learningRate) == null,
            "group: a ReduceOnPlateau must be that of all parameters: give"
                + " learningRate(thatOne.times(factor))");
      }
      if (rule != this) {
        all.put(name, rule);
      }
    }
    checkArgument(
        !changed.isEmpty(), "group: it has none of the parameters %s", parameters.keySet());
    groups = all.buildOrThrow();
  }

  /** Makes a rule to be set: a copy without groups, and without what is kept here. */
  private Optimizer withoutState() {
    Optimizer rule = clipping(clipping);
    rule.groups = ImmutableMap.of();
    rule.state = new State(0, new Memories());
    return rule;
  }

  final boolean hasGroups() {
    return !groups.isEmpty();
  }

  private Optimizer rule(String name) {
    return groups.getOrDefault(name, this);
  }

  /** Gives the parameters by name, each once, in the order of {@link #step(List)}. */
  public final Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Gives the number of steps so far. */
  public final long steps() {
    return state.steps;
  }

  /** Gives the learning rate of the next step; that of a group may be another. */
  public final double learningRate() {
    return learningRate.at(steps());
  }

  /** Gives the schedule of the learning rate; that of a group may be another. */
  public final LearningRate schedule() {
    return learningRate;
  }

  /**
   * Takes a step by the gradients of a loss.
   *
   * @param loss a scalar, computed from the parameters as they stand now
   * @throws IllegalArgumentException if it is null
   * @throws IllegalStateException if it does not depend on every one of them
   * @throws ArithmeticException if it, or a gradient, is NaN or infinite; it names the operation
   *     that gave such a number
   */
  public final void step(Value loss) {
    checkArgument(loss != null, "step: the loss is null");
    List<Tensor> gradients = inOrder(loss.gradients(), loss);
    finite().checkLoss(loss);
    finite().check("gradient", gradients, loss);
    take(gradients, new Updates());
  }

  /**
   * Takes a step by gradients of a loss.
   *
   * @param gradients of a loss that was computed from the parameters as they stand now
   * @throws IllegalStateException if the loss does not depend on every one of them
   * @throws ArithmeticException if a gradient is NaN or infinite
   */
  public final void step(Gradients gradients) {
    step(inOrder(gradients));
  }

  /**
   * Gives the gradient for each parameter, in the order of {@link #parameters()}.
   *
   * @throws IllegalStateException if the loss does not depend on every one of them
   * @throws IllegalArgumentException if these are the gradients of chosen values, and a parameter's
   *     is not among them
   */
  public final List<Tensor> inOrder(Gradients gradients) {
    return inOrder(gradients, null);
  }

  /** Gives them in order; if the loss is known, its graph tells why one is missing. */
  private List<Tensor> inOrder(Gradients gradients, @Nullable Value loss) {
    checkFrozen();
    checkReached(gradients);
    List<Tensor> found = new ArrayList<>();
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      Value variable = entry.getValue().value();
      if (!gradients.reaches(variable)) { // a zero would hide a mistake nearly always
        throw noGradient(entry.getKey(), variable, loss);
      }
      found.add(gradients.of(variable));
    }
    return found;
  }

  private void checkReached(Gradients gradients) {
    for (Parameter parameter : parameters.values()) {
      if (gradients.reaches(parameter.value())) {
        return;
      }
    }
    throw new IllegalStateException(
        "step: the loss depends on none of this optimiser's parameters %s as they stand now: it is"
                .formatted(parameters.keySet())
            + " of another network, or was computed before the last update");
  }

  private static IllegalStateException noGradient(
      String name, Value variable, @Nullable Value loss) {
    String why =
        loss == null ? "" : NoGradient.of(loss, variable).map(found -> ": " + found).orElse("");
    return new IllegalStateException(
        "step: the loss does not depend on %s, of shape %s, as it stands now; compute it after the"
                .formatted(name, variable.shape())
            + " last update, from all parameters, or freeze() those that are not to learn"
            + why);
  }

  /** Refuses to go on where parameters were frozen, or let go, since this was made. */
  private void checkFrozen() {
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      checkState(
          !entry.getValue().isFrozen(),
          "step: %s was frozen after this optimiser was made; make another one",
          entry.getKey());
    }
    for (Map.Entry<String, Parameter> entry : frozen.entrySet()) {
      checkState(
          entry.getValue().isFrozen(),
          "step: %s was frozen when this optimiser was made, and is no more; make another one",
          entry.getKey());
    }
  }

  /**
   * Takes a step by gradients by name, such as those of a {@link dev.chainrule.nn.Bound} layer.
   *
   * @param gradients one for each name of {@link #parameters()}, of the same shape
   * @throws IllegalArgumentException if a name is missing or unknown, or a shape or precision is
   *     another
   * @throws ArithmeticException if a gradient is NaN or infinite
   */
  public final void step(Map<String, Tensor> gradients) {
    step(gradients, Map.of());
  }

  /**
   * Takes a step by gradients by name, and gives buffers their new numbers with it: all of this, or
   * nothing.
   *
   * @param gradients one for each name of {@link #parameters()}, of the same shape
   * @param buffers what buffers are to become, such as {@link
   *     dev.chainrule.nn.TrainingPass#updates()}
   * @throws IllegalArgumentException if a name is missing or unknown, or a shape or precision is
   *     another
   * @throws ArithmeticException if a gradient is NaN or infinite
   */
  public final void step(Map<String, Tensor> gradients, Map<Buffer, Tensor> buffers) {
    checkArgument(
        gradients.keySet().equals(parameters.keySet()),
        "step: gradients of %s for parameters %s",
        gradients.keySet(),
        parameters.keySet());
    List<Tensor> inOrder = new ArrayList<>();
    parameters.keySet().forEach(name -> inOrder.add(gradients.get(name)));
    Updates updates = new Updates();
    updates.putAll(buffers);
    stepBy(inOrder, updates);
  }

  /**
   * Takes a step by gradients from wherever they come.
   *
   * @param gradients one for each parameter, in the order of {@link #parameters()}, of its shape
   * @throws IllegalArgumentException if there are more or fewer, or a shape or precision is another
   * @throws ArithmeticException if a gradient is NaN or infinite
   */
  public final void step(List<Tensor> gradients) {
    stepBy(gradients, new Updates());
  }

  private void stepBy(List<Tensor> gradients, Updates updates) {
    checkFrozen();
    checkGradients("gradient", gradients);
    finite().check("gradient", gradients, null);
    take(gradients, updates);
  }

  private FiniteGradients finite() {
    return new FiniteGradients("step", parameters);
  }

  /** Computes everything that is to change, and changes it once nothing can go wrong any more. */
  private void take(List<Tensor> gradients, Updates updates) {
    List<Tensor> clipped = clipping.clip(gradients);
    if (clipping != Clipping.none()) { // which may be anybody's
      checkGradients("clipped gradient", clipped);
      finite().check("clipped gradient", clipped, null);
    }
    Memories after = new Memories();
    State next = new State(steps() + 1, after);
    Iterator<Tensor> gradient = clipped.iterator();
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      String name = entry.getKey();
      Optimizer rule = rule(name);
      Tensor now = entry.getValue().value().data();
      double rate = rule.nextRate(name, steps());
      ParameterStep step =
          new ParameterStep(name, now, gradient.next(), rate, next.steps, state.memories, after);
      Tensor updated = rule.updated(step).copy();
      finite().checkNext(step, updated);
      updates.put(entry.getValue(), updated);
      Tensor squares = after.get(SQUARE, name);
      if (squares != null) {
        finite().checkSquares(name, step.gradient(), squares);
      }
    }
    updates.apply();
    state = next;
  }

  /** Gives the learning rate of a step, and refuses one that leads uphill or nowhere. */
  private double nextRate(String name, long steps) {
    double rate = learningRate.at(steps);
    checkArgument(
        rate >= 0 && Double.isFinite(rate),
        "step: the schedule gives a learning rate of %s for %s after %s steps; it must be 0 or"
            + " positive",
        rate,
        name,
        steps);
    return rate;
  }

  private void checkGradients(String what, List<Tensor> gradients) {
    checkArgument(
        gradients.size() == parameters.size(),
        "step: %ss: %s of them for %s parameters",
        what,
        gradients.size(),
        parameters.size());
    Iterator<Tensor> next = gradients.iterator();
    String start = "step: the " + what + " of ";
    for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
      checkFits(start, entry.getKey(), entry.getValue(), next.next());
    }
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
    return state.memories.state();
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
    this.state = new State(steps, Memories.of(state, steps, parameters, name -> rule(name).kept()));
  }

  /** Names what is kept of each parameter from step to step. */
  abstract List<String> kept();

  /**
   * Computes a parameter's next numbers.
   *
   * @return the parameter's shape
   */
  abstract Tensor updated(ParameterStep step);

  /** Gives what was set, as it is to be printed: nothing, or parts that each begin with a comma. */
  abstract String settings();

  /**
   * Says all that was set, without what changes as it steps: two that say the same move the same
   * parameters in the same way. Functions of the user's are told by their first values.
   */
  public final String description() {
    StringBuilder text = new StringBuilder(getClass().getSimpleName());
    text.append("(learning rate ").append(Named.definition(learningRate)).append(settings());
    if (clipping != Clipping.none()) {
      text.append(", clipping ").append(Named.text(clipping));
    }
    ListMultimap<String, String> names = LinkedListMultimap.create();
    groups.forEach(
        (name, rule) ->
            names.put(
                "learning rate " + Named.definition(rule.learningRate) + rule.settings(), name));
    names.asMap().forEach((set, of) -> text.append("; ").append(of).append(' ').append(set));
    return text.append(')').toString();
  }

  /** Gives the kind, what was set, and how far it has come, in a line. */
  @Override
  public final String toString() {
    String clips = clipping == Clipping.none() ? "" : ", clipping " + Named.text(clipping);
    int others = groups.size();
    return "%s(learning rate %s%s%s; %s parameters%s, %s steps)"
        .formatted(
            getClass().getSimpleName(),
            Named.text(learningRate),
            settings(),
            clips,
            parameters.size(),
            others == 0 ? "" : ", " + others + " of them in groups",
            steps());
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
