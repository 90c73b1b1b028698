package dev.chainrule.nn.optim;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * Multiplies the learning rate by a factor whenever a loss has not become smaller, by a
 * ten-thousandth of itself, for more than so many observations. It must be told the losses; what it
 * has been told is its {@link State}.
 */
public final class ReduceOnPlateau implements LearningRate {
  private static final double THRESHOLD = 1e-4;

  private final LearningRate first;
  private final double factor;
  private final int patience;
  private State state = State.NONE;

  private ReduceOnPlateau(LearningRate first, double factor, int patience) {
    this.first = first;
    this.factor = factor;
    this.patience = patience;
  }

  /**
   * What has been observed.
   *
   * @param scale what the rate is multiplied by now
   * @param best the smallest loss so far
   * @param worse how many observations have passed since
   */
  public record State(double scale, double best, int worse) {
    /** Nothing yet. */
    public static final State NONE = new State(1, Double.MAX_VALUE, 0);
  }

  /**
   * Makes a schedule.
   *
   * @param rate to begin with
   * @param factor of each reduction, between 0 and 1
   * @param patience how many observations in a row may pass without a smaller loss
   * @throws IllegalArgumentException if an argument is out of its bounds
   */
  public static ReduceOnPlateau of(double rate, double factor, int patience) {
    checkArgument(
        factor > 0 && factor < 1, "ReduceOnPlateau.of: factor %s must be between 0 and 1", factor);
    checkArgument(patience >= 0, "ReduceOnPlateau.of: patience %s must not be negative", patience);
    LearningRate first = Optimizer.rate("ReduceOnPlateau.of", rate);
    return new ReduceOnPlateau(first, factor, patience);
  }

  @Override
  public double at(long step) {
    return first.at(step) * state.scale;
  }

  /**
   * Takes notice of a loss, usually that of held-out examples after an epoch; NaN is no smaller
   * than anything.
   */
  public void observe(double loss) {
    if (loss < state.best - THRESHOLD * Math.abs(state.best)) {
      state = new State(state.scale, loss, 0);
    } else if (state.worse < patience) {
      state = new State(state.scale, state.best, state.worse + 1);
    } else {
      state = new State(state.scale * factor, state.best, 0);
    }
  }

  /** Finds what must be told the losses for a schedule to be right, if anything. */
  public static @Nullable ReduceOnPlateau in(LearningRate rate) {
    if (rate instanceof Named.Scaled scaled) {
      return in(scaled.rate());
    }
    return rate instanceof ReduceOnPlateau plateau ? plateau : null;
  }

  /** Gives what has been observed so far. */
  public State state() {
    return state;
  }

  /** Goes on from what another one had observed. */
  public void restore(State state) {
    this.state = state;
  }

  /** Gives the call that makes it. */
  String definition() {
    return "ReduceOnPlateau(%s, %s, %s)".formatted(first.at(0), factor, patience);
  }

  /** Gives the call that makes it, and the rate as it is now. */
  @Override
  public String toString() {
    return definition() + ", now " + first.at(0) * state.scale;
  }
}
