package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

/** How large each step of an optimiser is: a schedule. */
@FunctionalInterface
public interface LearningRate {
  /**
   * The learning rate of a step.
   *
   * @param step the number of steps before it
   */
  double at(long step);

  /**
   * The same always.
   *
   * @throws IllegalArgumentException if the rate is not a positive number
   */
  static LearningRate constant(double rate) {
    checkPositive(rate);
    return step -> rate;
  }

  /**
   * Multiplied by a factor after every so many steps.
   *
   * @throws IllegalArgumentException if an argument is not positive
   */
  static LearningRate steps(double rate, double factor, long every) {
    checkPositive(rate);
    checkArgument(factor > 0, "learning rate: factor %s must be positive", factor);
    checkArgument(every > 0, "learning rate: %s steps must be positive", every);
    return step -> {
      long times = step / every;
      return rate * Math.pow(factor, (double) times);
    };
  }

  /**
   * Multiplied by a factor after every step.
   *
   * @throws IllegalArgumentException if an argument is not positive
   */
  static LearningRate exponential(double rate, double factor) {
    return steps(rate, factor, 1);
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
    checkPositive(rate);
    checkArgument(
        warmUp >= 0 && total > warmUp,
        "learning rate: %s steps of warm-up do not fit into %s steps",
        warmUp,
        total);
    return step -> {
      if (step < warmUp) {
        return rate * (step + 1) / (warmUp + 1);
      }
      double done = Math.min(1, (double) (step - warmUp) / (total - warmUp));
      return rate * (1 + Math.cos(Math.PI * done)) / 2;
    };
  }

  private static void checkPositive(double rate) {
    checkArgument(rate > 0 && Double.isFinite(rate), "learning rate %s must be positive", rate);
  }
}
