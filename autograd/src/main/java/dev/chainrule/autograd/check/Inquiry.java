package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.check.Scales.Reading;
import dev.chainrule.autograd.check.Steps.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out why a rule and differences do not agree: looks at the function at all scales, at what
 * stands between the number and the result, and at the rule beside the point.
 */
final class Inquiry {
  private static final double SURE = 3; // a difference of so many errors is one
  static final double ROUNDINGS = 8;
  private static final double CLEARLY = 16; // how much larger than its error an answer is
  static final double TRIFLE = 0x1p-20;
  private static final double NOTHING = 0x1p-33;

  private final Steps steps;
  private final Line line;
  private final Tolerance tolerance;
  private final double rule;
  private final boolean connected;
  private final Optional<Trail> trail;
  private final double rounded; // by how much the function's value may be wrong
  private final double stairs;
  private final Scales scales;

  Inquiry(Steps steps, Tolerance tolerance, double rule, boolean connected) {
    this.steps = steps;
    this.line = steps.line();
    this.tolerance = tolerance;
    this.rule = rule;
    this.connected = connected;
    this.trail = line.trail(steps.size(Search.FIRST));
    this.stairs = new Stairs(steps).height();
    this.rounded = ROUNDINGS * line.roundoff() * trail.map(Trail::weight).orElse(0.0);
    this.scales = new Scales(steps, tolerance, Math.max(rounded, stairs));
  }

  Finding finding() {
    if (!Arrays.equals(steps.terms(line.here()), steps.centre())) {
      return unknown(Verdict.NOISY, "the function gave two results at one point");
    }
    Optional<Reading> derivative = scales.derivative();
    if (derivative.isPresent()) {
      return compared(derivative.get());
    }
    if (!scales.isFinite()) {
      return unknown(
          Verdict.NOT_DIFFERENTIABLE,
          format("the function is not finite to both sides, down to steps of %.2g", finest()));
    }
    if (scales.diverges()) {
      Step last = steps.step(steps.bottom());
      return unknown(
          Verdict.NOT_DIFFERENTIABLE,
          format(
              "slopes go on changing as steps shrink: %.4g to the left and %.4g to the right at"
                  + " steps of %.2g",
              last.left(), last.right(), finest()));
    }
    return scales.kink().map(this::atKink).orElseGet(this::scattered);
  }

  private double finest() {
    return steps.size(steps.bottom());
  }

  /** There is a derivative. */
  private Finding compared(Reading reading) {
    double numeric = reading.window().derivative();
    double error = reading.error();
    double difference = Math.abs(rule - numeric);
    Finding found =
        new Finding(
            numeric,
            error,
            tolerance.of(rule, reading.window(), error),
            Verdict.PASSED,
            measured(reading));
    Optional<Finding> nothing = nothing(reading);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    if (difference <= found.tolerance()) {
      return isBuiltOfStairs(reading) || tolerance.isHidden(rule, reading.window(), CLEARLY * error)
          ? found.with(Verdict.NOISY, noise(reading))
          : found;
    }
    if (!connected && Math.abs(numeric) > error) {
      return found.with(Verdict.NOT_CONNECTED, found.evidence());
    }
    if (difference <= tolerance.of(rule, reading.window(), SURE * error)) {
      return found.with(Verdict.NOISY, noise(reading));
    }
    List<String> kinks = kinks();
    return Double.isFinite(rule) && !kinks.isEmpty() && isRightBeside(reading)
        ? found.with(
            Verdict.KINK, "the rule is right to both sides; at its kink is " + names(kinks))
        : found.with(Verdict.MISMATCH, found.evidence());
  }

  /** What rounding leaves of a derivative whose parts add up to nothing, if that is all. */
  private Optional<Finding> nothing(Reading reading) {
    double numeric = reading.window().derivative();
    double step = Math.min(widest(reading), steps.size(Search.FIRST));
    double flow = flow(line, step);
    double left = leftOver(line, flow);
    boolean isNothing =
        Math.abs(numeric) <= Math.max(reading.error(), left)
            && reading.error() <= TRIFLE * flow
            && Math.abs(rule) <= left;
    return isNothing
        ? Optional.of(
            new Finding(numeric, reading.error(), 2 * left, Verdict.PASSED, measured(reading)))
        : Optional.empty();
  }

  /** Whether the function moves by stairs that are no trifle, and that no lost digits explain. */
  private boolean isBuiltOfStairs(Reading reading) {
    double moves = reading.window().slope() * steps.size(0);
    return stairs > Math.max(rounded, TRIFLE * moves);
  }

  /** The slopes to both sides differ, for whatever rule. */
  private Finding atKink(Reading reading) {
    Window window = reading.window();
    double error = reading.slopeError();
    String slopes =
        format(
            "slopes %.6g to the left and %.6g to the right, known to %.1g, from steps of %.2g on",
            window.left(), window.right(), error, widest(reading));
    Finding found =
        new Finding(
            window.derivative(), error, tolerance.of(rule, window, error), Verdict.PASSED, slopes);
    List<String> kinks = kinks();
    boolean isBetween = isBetween(window.left(), rule, window.right(), error);
    if (!isRightBeside(reading) || (!isBetween && kinks.isEmpty())) {
      return found.with(
          connected ? Verdict.MISMATCH : Verdict.NOT_CONNECTED,
          slopes + ", which the rule does not give beside the point, either");
    }
    return Math.abs(rule - window.derivative()) <= found.tolerance()
        ? found
        : found.with(
            Verdict.KINK, kinks.isEmpty() ? slopes : slopes + "; at its kink is " + names(kinks));
  }

  /** Any slope between those to both sides will do at a kink, and so will none. */
  private static boolean isBetween(double some, double rule, double other, double error) {
    return Double.isNaN(rule)
        || (Math.min(some, other) - error <= rule && rule <= Math.max(some, other) + error);
  }

  /** No scale is better than another. */
  private Finding scattered() {
    Optional<Reading> best = scales.best();
    if (best.isEmpty()) {
      return unknown(Verdict.NOT_DIFFERENTIABLE, "the function is not finite around the point");
    }
    Reading reading = best.get();
    double numeric = reading.window().derivative();
    double error = reading.error();
    Finding found = new Finding(numeric, error, error, Verdict.NOISY, noise(reading));
    Optional<Finding> nothing = nothing(reading);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    // A slope that shrinks with the step, as that of x |x| does, ends in nothing.
    Step wide = steps.step(Search.FIRST);
    double least = NOTHING * wide.steepest();
    boolean vanishes = Math.abs(numeric) <= error && error <= least;
    return vanishes
        ? found.with(Math.abs(rule) <= error ? Verdict.PASSED : Verdict.MISMATCH, measured(reading))
        : found;
  }

  private boolean isRightBeside(Reading reading) {
    double distance = widest(reading);
    return isRightAt(line.here() + distance, distance)
        && isRightAt(line.here() - distance, distance);
  }

  private boolean isRightAt(double number, double distance) {
    Line beside = new Moved(line, number);
    double there = beside.rule(number);
    // The first of the steps there is a quarter of the distance.
    Steps around = new Steps(beside, beside.terms(number), Math.getExponent(distance) + 1);
    return new Search(around, tolerance, there).agreement().isPresent();
  }

  private List<String> kinks() {
    return trail.map(Trail::kinks).orElse(List.of());
  }

  private static String names(List<String> operations) {
    return String.join(", ", operations);
  }

  private String measured(Reading reading) {
    Window window = reading.window();
    return format(
        "differences at steps of %.2g to %.2g agree to %.1g",
        window.step(), widest(reading), reading.error());
  }

  private static double widest(Reading reading) {
    return 8 * reading.window().step();
  }

  private String noise(Reading reading) {
    return stairs > 0
        ? format("the function moves in stairs of %.2g", stairs)
        : format(
            "differences agree to %.1g at best, at steps of %.2g",
            reading.error(), reading.window().step());
  }

  private Finding unknown(Verdict verdict, String evidence) {
    return new Finding(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, verdict, evidence);
  }

  private static String format(String template, Object... numbers) {
    return String.format(Locale.ROOT, template, numbers);
  }

  /** How steeply the parts of the derivative rise, all signs alike. */
  private static double flow(Line line, double step) {
    return line.trail(step).map(Trail::flow).orElse(0.0) / (2 * step);
  }

  private static double leftOver(Line line, double flow) {
    return 2 * ROUNDINGS * line.roundoff() * flow;
  }

  /** What rounding leaves of parts of the derivative that add up to nothing. */
  static double leftOver(Steps steps) {
    return leftOver(steps.line(), flow(steps.line(), steps.size(Search.FIRST)));
  }
}
