package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.Steps.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a function looks like at all scales. Of the windows in which it is smooth the smallest one
 * counts; wider ones sharpen it as long as they agree with it (O. V. Lepskii, On a problem of
 * adaptive estimation in Gaussian white noise, Theory of Probability and its Applications 35(3),
 * 1990).
 */
final class Scales {
  private static final int WIDEST = 0; // the unit step: wider ones only sharpen
  private static final int FINER = 6; // windows that tell how the one before them scatters
  private static final double DIGITS = 0x1p-10; // the least accuracy that is an answer
  private static final double SURE = 3; // windows that differ by so many errors do not agree
  private static final double PLAIN = 16; // slopes differ plainly by so many errors
  private static final int RUN = 8; // steps in a row that show how slopes go on
  private static final double STEADY = 0.7; // what shrinks less from step to step does not end
  private static final double ROUNDINGS = 16;

  private final Steps steps;
  private final Tolerance tolerance;
  private final double noise;
  private final List<Reading> readings = new ArrayList<>(); // the finest first

  /**
   * A window and its uncertainty.
   *
   * @param noise by how much rounding may have changed its slopes
   * @param scatter the same as finer windows show it, whatever the reason
   */
  record Reading(Window window, double noise, double scatter) {
    double error() {
      return window.error(noise) + scatter;
    }

    /** By how much the slopes to both sides may be wrong. */
    double slopeError() {
      return window.spread() + window.gapSpread() / 2 + scatter + noise;
    }
  }

  /**
   * Looks at all scales.
   *
   * @param noise by how much a value of the function may be wrong
   */
  Scales(Steps steps, Tolerance tolerance, double noise) {
    this.steps = steps;
    this.tolerance = tolerance;
    this.noise = noise;
    for (int level = steps.bottom() - Window.SIZE; level >= WIDEST; level--) {
      readings.add(read(level));
    }
  }

  private Reading read(int level) {
    Window window = Window.of(steps, level);
    double scatter = 0;
    double scale = 0.5;
    int finest = Math.max(0, readings.size() - FINER);
    for (int i = readings.size() - 1; i >= finest; i--, scale /= 2) {
      Window finer = readings.get(i).window;
      double mean = Math.abs(finer.derivative() - window.derivative());
      double gap = Math.abs(finer.gap() - window.gap()) / 2;
      scatter = Math.max(scatter, scale * (mean + gap));
    }
    return new Reading(window, Math.max(window.floor(), noise / window.step()), scatter);
  }

  /** The derivative, where the function is smooth, and not hidden. */
  Optional<Reading> derivative() {
    return smoothest().filter(found -> !tolerance.isHidden(0, found.window, found.error()));
  }

  private Optional<Reading> smoothest() {
    Reading best = null;
    for (Reading reading : readings.subList(FINER, readings.size())) {
      if (isSmooth(reading)) {
        if (best != null && contradict(best, reading)) {
          return Optional.of(best);
        }
        best = better(best, reading);
      }
    }
    return best == null ? Optional.empty() : Optional.of(sharpened(best));
  }

  private static Reading better(@Nullable Reading some, Reading other) {
    return some == null || other.error() < some.error() ? other : some;
  }

  /** Widens the steps for what rounding hides at smaller ones, if there is something. */
  private Reading sharpened(Reading smooth) {
    Reading best = smooth;
    for (int level = WIDEST - 1; level >= Search.TOP && !isSharp(best); level--) {
      Reading reading = read(level);
      if (!isSmooth(reading) || contradict(best, reading)) {
        break;
      }
      readings.add(reading);
      best = better(best, reading);
    }
    return Math.abs(best.window.derivative()) > best.error() ? best : smooth;
  }

  private boolean isSharp(Reading reading) {
    double derivative = reading.window.derivative();
    return reading.error() <= tolerance.wanted(derivative, derivative);
  }

  private static boolean contradict(Reading some, Reading other) {
    double difference = Math.abs(some.window.derivative() - other.window.derivative());
    return difference > SURE * (some.error() + other.error());
  }

  private boolean isSmooth(Reading reading) {
    Window window = reading.window;
    double known = reading.noise + reading.scatter;
    return window.isFinite()
        && tolerance.isSlight(window.spread() + reading.scatter, window, reading.noise, DIGITS)
        && tolerance.isSlight(Math.abs(window.gap()) / 2, window, known, 0);
  }

  /**
   * The slopes to both sides where they differ plainly: near by, but not so near that noise counts.
   */
  Optional<Reading> kink() {
    List<Reading> plain = readings.stream().filter(Scales::differs).toList();
    Optional<Reading> best = plain.stream().min(Comparator.comparingDouble(Reading::slopeError));
    return plain.stream()
        .filter(reading -> reading.window.level() >= Search.FIRST)
        .filter(reading -> reading.slopeError() <= DIGITS * DIGITS * Math.abs(reading.window.gap()))
        .reduce((nearer, wider) -> wider)
        .or(() -> best);
  }

  private static boolean differs(Reading reading) {
    return reading.window.isFinite()
        && PLAIN * reading.slopeError() < Math.abs(reading.window.gap());
  }

  /** The window with the least error, whatever that is; none if the function is finite nowhere. */
  Optional<Reading> best() {
    return readings.stream()
        .filter(reading -> reading.window.isFinite())
        .min(Comparator.comparingDouble(Reading::error));
  }

  /** Whether the function is finite to both sides, somewhere near. */
  boolean isFinite() {
    boolean isFinite = false;
    for (int level = steps.bottom() - FINER; level < steps.bottom(); level++) {
      isFinite |= steps.step(level).isFinite();
    }
    return isFinite;
  }

  /** Whether the slopes to one side go on changing, however small the step. */
  boolean diverges() {
    return diverges(Step::left) || diverges(Step::right);
  }

  private boolean diverges(ToDoubleFunction<Step> slope) {
    int run = 0;
    double before = 0;
    for (int level = WIDEST; level < steps.bottom(); level++) {
      Step near = steps.step(level + 1);
      double change = slope.applyAsDouble(near) - slope.applyAsDouble(steps.step(level));
      double last = ROUNDINGS * steps.line().roundoff() * near.magnitude();
      double rounded = Math.max(last, noise) / near.size();
      boolean goesOn = change * before > 0 && Math.abs(change) >= STEADY * Math.abs(before);
      if (run >= RUN && rounded >= STEADY * Math.abs(before)) {
        return true; // from here on rounding hides how it goes on
      }
      run = goesOn && Math.abs(change) > rounded ? run + 1 : 0;
      before = change;
    }
    return run >= RUN;
  }
}
