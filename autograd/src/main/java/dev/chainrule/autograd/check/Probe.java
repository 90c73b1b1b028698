package dev.chainrule.autograd.check;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A function of several tensors as a function of one of their elements: what a check looks at. */
final class Probe {
  private static final double NEAR_STEP = 1e-7; // a one-sided step, for numbers up to 1
  private static final double FAR_STEP = 0.5;
  private static final double SLOPE_DIFFERENCE =
      1e-4; // one-sided slopes that differ by this are two slopes

  private final Function<List<Value>, Value> function;
  private final List<Tensor> inputs;
  private final int input;
  private final int at;
  private final Shape shape;
  private final double here;

  Probe(Function<List<Value>, Value> function, List<Tensor> inputs, int input, int at) {
    this.function = function;
    this.inputs = inputs;
    this.input = input;
    this.at = at;
    this.shape = inputs.get(input).shape();
    this.here = inputs.get(input).toArray()[at];
  }

  /** Evaluates the function with another number in place of the element. */
  private double valueAt(double number) {
    return evaluate(number).item();
  }

  private Value evaluate(double number) {
    double[] numbers = inputs.get(input).toArray();
    numbers[at] = number;
    List<Tensor> moved = new ArrayList<>(inputs);
    moved.set(input, Tensor.of(shape, numbers));
    return function.apply(moved.stream().map(Value::of).toList());
  }

  GradCheckReport.Element compare(
      int order,
      String name,
      double analytic,
      boolean connected,
      double relative,
      double absolute) {
    Ridders.Estimate numeric = Ridders.derivative(this::valueAt, here);
    double tolerance =
        absolute + relative * Math.max(Math.abs(analytic), Math.abs(numeric.derivative()));
    boolean passed = Math.abs(analytic - numeric.derivative()) <= tolerance;
    return new GradCheckReport.Element(
        order,
        name,
        shape,
        at,
        analytic,
        numeric.derivative(),
        numeric.error(),
        tolerance,
        passed ? Verdict.PASSED : verdict(analytic, numeric, connected, tolerance));
  }

  private Verdict verdict(
      double analytic, Ridders.Estimate numeric, boolean connected, double tolerance) {
    double once = valueAt(here);
    double again = valueAt(here);
    if (Double.compare(once, again) != 0) {
      return Verdict.NOISY;
    }
    if (!Double.isFinite(analytic) || !Double.isFinite(numeric.derivative())) {
      return Verdict.NOT_DIFFERENTIABLE;
    }
    if (isKink()) {
      return Verdict.KINK;
    }
    if (!connected) {
      return Verdict.NOT_CONNECTED;
    }
    if (Ties.isAtOne(evaluate(here))) {
      return Verdict.KINK;
    }
    double difference = Math.abs(analytic - numeric.derivative());
    return numeric.error() > Math.max(tolerance, difference / 10) || isStaircase()
        ? Verdict.NOISY
        : Verdict.MISMATCH;
  }

  /**
   * Tells whether the function rests nearby and moves farther off, to both sides: digits cancelled.
   */
  private boolean isStaircase() {
    double value = valueAt(here);
    double near = NEAR_STEP * Math.max(1, Math.abs(here));
    double far = FAR_STEP * Math.max(1, Math.abs(here));
    return valueAt(here - near) == value
        && valueAt(here + near) == value
        && valueAt(here - far) != value
        && valueAt(here + far) != value;
  }

  /**
   * Tells whether the slopes to the left and to the right differ, and go on differing nearer by.
   */
  private boolean isKink() {
    double step = NEAR_STEP * Math.max(1, Math.abs(here));
    return slopesDiffer(step) && slopesDiffer(step / 8);
  }

  private boolean slopesDiffer(double step) {
    double value = valueAt(here);
    double right = (valueAt(here + step) - value) / step;
    double left = (value - valueAt(here - step)) / step;
    return Math.abs(right - left)
        > SLOPE_DIFFERENCE * Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
  }
}
