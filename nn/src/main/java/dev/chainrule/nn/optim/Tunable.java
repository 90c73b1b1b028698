package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.nn.Parameter;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An optimiser whose settings can be others for some of its parameters: a group.
 *
 * <pre>{@code
 * Adam adam =
 *     Adam.of(network, 1e-3)
 *         .decoupledWeightDecay(0.01)
 *         .group("encoder", encoder -> encoder.learningRate(1e-4))
 *         .group(name -> name.endsWith(".bias"), biases -> biases.decoupledWeightDecay(0));
 * }</pre>
 *
 * <p>What holds for all is set before the groups. A parameter may be in several: each sets what it
 * sets, the last one last. One that is tied is in the groups of all its names.
 *
 * @param <O> the optimiser itself
 */
public abstract class Tunable<O extends Tunable<O>> extends Optimizer {
  private final Class<O> type;

  Tunable(Class<O> type, Map<String, Parameter> parameters, LearningRate learningRate) {
    super(parameters, learningRate);
    this.type = type;
  }

  Tunable(Tunable<O> from) {
    super(from);
    this.type = from.type;
  }

  /** Makes a copy that goes on from here, with settings of its own. */
  abstract O copy();

  /** Makes a copy for a setting, which must come before the groups, or would not reach them. */
  final O copyFor(String method) {
    checkState(
        !hasGroups(),
        "%s: set what holds for all parameters before group(...), or in the group what holds there",
        method);
    return copy();
  }

  @Override
  public final O clipping(Clipping clipping) {
    O copy = copy();
    copy.clipBy(clipping);
    return copy;
  }

  /**
   * Gives an optimiser with another learning rate.
   *
   * @throws IllegalArgumentException if it is not a positive number
   * @throws IllegalStateException if there are groups already
   */
  public final O learningRate(double learningRate) {
    return learningRate(rate("learningRate", learningRate));
  }

  /**
   * Gives an optimiser with a schedule.
   *
   * @throws IllegalStateException if there are groups already
   */
  public final O learningRate(LearningRate learningRate) {
    O copy = copyFor("learningRate");
    copy.rateBy(learningRate);
    return copy;
  }

  /**
   * Gives an optimiser with other settings for the parameters of a name, or whose names begin so.
   *
   * @param name as for {@link Parameter#under}
   * @param settings sets what is to be another: {@code encoder -> encoder.learningRate(1e-4)}
   * @throws IllegalArgumentException if there is no such parameter, or clipping is set, which looks
   *     at the gradients of all parameters
   */
  public final O group(String name, UnaryOperator<O> settings) {
    return group(Parameter.under(name, named()).keySet()::contains, settings);
  }

  /**
   * Gives an optimiser with other settings for the parameters whose names satisfy a condition.
   *
   * @param settings sets what is to be another: {@code biases -> biases.weightDecay(0)}
   * @throws IllegalArgumentException if there is no such parameter, or clipping is set, which looks
   *     at the gradients of all parameters
   */
  public final O group(Predicate<String> names, UnaryOperator<O> settings) {
    O copy = copy();
    copy.addGroup(names, rule -> applied(settings, rule));
    return copy;
  }

  private Optimizer applied(UnaryOperator<O> settings, Optimizer rule) {
    O set = settings.apply(type.cast(rule));
    checkArgument(
        set != null && set.parameters() == parameters(),
        "group: give back the optimiser that was given, with other settings");
    return set;
  }
}
