package dev.chainrule.demos.fit;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.hipparchus.LeastSquaresModel;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.UserError;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;

/** Finds the parameters by Hipparchus' Levenberg-Marquardt method, with the engine's Jacobian. */
final class Solver {
  private static final int MAX_STEPS = 1_000;
  private static final double TOLERANCE = 1e-14; // relative: the last digits, but for two

  private static final double EXACT = 1e-9; // residuals, beside y: nothing but rounding
  private static final double RIGHT_ANGLE = 1e-2; // the cosine of what counts as one

  private final Curve curve;
  private final Observations observed;
  private final boolean isStartGiven;

  /** Of a start that is guessed. */
  Solver(Curve curve, Observations observed) {
    this(curve, observed, false);
  }

  /** Of a start that the user gives, or that is guessed. */
  Solver(Curve curve, Observations observed, boolean isStartGiven) {
    this.curve = curve;
    this.observed = observed;
    this.isStartGiven = isStartGiven;
  }

  /**
   * Fits the curve.
   *
   * @param start parameters to begin with
   * @param confidence of intervals and band
   * @throws UserError if there are too few observations for the parameters, the curve is not finite
   *     at the start, the solver does not come to an end, or parameters are not determined
   */
  Fit fit(double[] start, double confidence) {
    check();
    checkStart(start);
    double[] found = solve(start);
    if (!Arrays.stream(found).allMatch(Double::isFinite) || !isLeast(found)) {
      throw noEnd();
    }
    try {
      return new Fit(curve, observed, found, confidence);
    } catch (UserError e) { // parameters are not determined
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether no parameter can be moved to bring the curve nearer: where the residuals are at right
   * angles to each column of the Jacobian. A solver ends, too, where every step is too long.
   */
  private boolean isLeast(double... found) {
    LeastSquaresModel model = model();
    RealVector left = MatrixUtils.createRealVector(observed.ys());
    double all = left.getNorm();
    left = left.subtract(MatrixUtils.createRealVector(model.value(found)));
    RealMatrix jacobian = model.computeJacobian(found);
    for (int i = 0; i < found.length; i++) {
      RealVector column = jacobian.getColumnVector(i);
      double most = column.getNorm() * left.getNorm();
      if (left.getNorm() > EXACT * all && Math.abs(column.dotProduct(left)) > RIGHT_ANGLE * most) {
        return false;
      }
    }
    return true;
  }

  private LeastSquaresModel model() {
    Value x = Value.constant(Tensor.of(observed.xs()));
    return LeastSquaresModel.of(p -> curve.at(p, x));
  }

  private void check() {
    int parameters = curve.parameters().size();
    if (observed.count() <= parameters) {
      throw new UserError(
          "%d rows are too few for %d parameters; at least %d are needed"
              .formatted(observed.count(), parameters, parameters + 1));
    }
    if (observed.places() == 1 && parameters > 1) {
      throw new UserError(
          "--x: %s is %s in every row; a curve needs different ones"
              .formatted(observed.xName(), Figures.brief(observed.minX())));
    }
    if (observed.places() < parameters) {
      throw new UserError(
          "--x: %s has %d different values, too few for %d parameters"
              .formatted(observed.xName(), observed.places(), parameters));
    }
    if (curve.needsPositiveX() && observed.minX() < 0) {
      throw new UserError(
          "--x: %s is %s in a row, but this curve begins at 0; try another --curve"
              .formatted(observed.xName(), Figures.brief(observed.minX())));
    }
  }

  private void checkStart(double... start) {
    for (int i = 0; i < start.length; i++) {
      if (curve.isPositive(i) && !(start[i] > 0)) {
        throw new UserError(
            "--start: %s is %s, but must be positive"
                .formatted(curve.parameters().get(i), Figures.brief(start[i])));
      }
    }
    double[] values = model().value(start);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new UserError(
            ("--start: there the curve is not a finite number at %s = %s; begin elsewhere, or leave"
                    + " that row out")
                .formatted(observed.xName(), Figures.brief(observed.xs()[i])));
      }
    }
  }

  /** What must be positive is sought by its logarithm, and so stays so. */
  private double[] solve(double... start) {
    double[] begin =
        IntStream.range(0, start.length)
            .mapToDouble(i -> curve.isPositive(i) ? Math.log(start[i]) : start[i])
            .toArray();
    Value x = Value.constant(Tensor.of(observed.xs()));
    UnaryOperator<Value> model = v -> curve.at(parameters(v), x);
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .model(LeastSquaresModel.of(model))
            .target(observed.ys())
            .start(begin)
            .maxEvaluations(MAX_STEPS)
            .maxIterations(MAX_STEPS)
            .build();
    try {
      double[] found =
          new LevenbergMarquardtOptimizer()
              .withCostRelativeTolerance(TOLERANCE)
              .withParameterRelativeTolerance(TOLERANCE)
              .withOrthoTolerance(TOLERANCE)
              .optimize(problem)
              .getPoint()
              .toArray();
      return IntStream.range(0, found.length)
          .mapToDouble(i -> curve.isPositive(i) ? Math.exp(found[i]) : found[i])
          .toArray();
    } catch (MathRuntimeException | ArithmeticException e) { // many steps; a slope is not finite
      throw noEnd();
    }
  }

  private Value parameters(Value sought) {
    return Value.stack(
        IntStream.range(0, curve.parameters().size())
            .mapToObj(i -> curve.isPositive(i) ? sought.get(i).exp() : sought.get(i))
            .toList(),
        0);
  }

  private UserError noEnd() {
    return failed("no parameters were found");
  }

  /** What did not come out, and what to do. */
  private UserError failed(String what) {
    if (observed.isFlat()) {
      return new UserError(
          "--y: %s is %s in every row, which says nothing of this curve; try --curve LINE"
              .formatted(observed.yName(), Figures.brief(observed.minY())));
    }
    boolean canGuess = isStartGiven && curve instanceof KnownCurve;
    return new UserError(
        canGuess
            ? "from this --start, %s; leave --start out".formatted(what)
            : what + "; try another --curve or --start");
  }
}
