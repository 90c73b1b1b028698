package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

/** Says how large each step of an optimiser is: a schedule. */
@FunctionalInterface
public interface LearningRate {
  /**
   * Gives the learning rate of a step.
   *
   * @param step the number of steps before it
   */
  double at(long step);

  /**
   * Takes the same rate at every step.
   *
   * @throws IllegalArgumentException if the rate is not a positive number
   */
  static LearningRate constant(double rate) {
    checkPositive("constant", rate);
    return new Named.Schedule(Double.toString(rate), step -> rate);
  }

  /**
   * Multiplies the rate by a factor after every so many steps.
   *
   * @throws IllegalArgumentException if an argument is not positive
   */
  static LearningRate steps(double rate, double factor, long every) {
    checkPositive("steps", rate);
    checkArgument(factor > 0, "steps: factor %s must be positive", factor);
    checkArgument(every > 0, "steps: the factor can't come after every %s steps", every);
    return new Named.Schedule(
        "steps(%s, %s, %s)".formatted(rate, factor, every),
        step -> {
          long times = step / every;
          return rate * Math.pow(factor, (double) times);
        });
  }

  /**
   * Multiplies the rate by a factor after every step.
   *
   * @throws IllegalArgumentException if an argument is not positive
   */
  static LearningRate exponential(double rate, double factor) {
    checkPositive("exponential", rate);
    checkArgument(factor > 0, "exponential: factor %s must be positive", factor);
    return new Named.Schedule(
        "exponential(%s, %s)".formatted(rate, factor),
        step -> rate * Math.pow(factor, (double) step));
  }

  /**
   * Rises evenly from 0 to the rate, then falls to 0 along half a cosine (I. Loshchilov, F. Hutter,
   * SGDR: Stochastic gradient descent with warm restarts, ICLR 2017, formula 5).
   *
   * @param warmUp the steps in which it rises; it is the rate itself after these
   * @param total all steps, those of the warm-up among them; it stays 0 after these
   * @throws IllegalArgumentException if the rate is not positive, or the steps are not in this
   *     order
   */
  static LearningRate cosine(double rate, long warmUp, long total) {
    checkPositive("cosine", rate);
    checkArgument(
        warmUp >= 0 && total > warmUp,
        "cosine: %s steps of warm-up do not fit into %s steps",
        warmUp,
        total);
    return new Named.Schedule(
        "cosine(%s, %s, %s)".formatted(rate, warmUp, total),
        step -> {
          if (step < warmUp) {
            return rate * (step + 1) / (warmUp + 1);
          }
          double done = Math.min(1, (double) (step - warmUp) / (total - warmUp));
          return rate * (1 + Math.cos(Math.PI * done)) / 2;
        });
  }

  /**
   * Gives a schedule that is always so many times this one, such as for a group of parameters.
   *
   * @throws IllegalArgumentException if the factor is not a positive number
   */
  default LearningRate times(double factor) {
    checkArgument(
        factor > 0 && Double.isFinite(factor), "times: factor %s must be positive", factor);
    return new Named.Scaled(this, factor);
  }

  private static void checkPositive(String method, double rate) {
    checkArgument(rate > 0 && Double.isFinite(rate), "%s: rate %s must be positive", method, rate);
  }
}
