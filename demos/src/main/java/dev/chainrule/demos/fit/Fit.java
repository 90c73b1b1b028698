package dev.chainrule.demos.fit;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.hipparchus.LeastSquaresModel;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** A curve as it was fitted, and how sure it is. */
final class Fit {
  private final Curve curve;
  private final Observations observed;
  private final double[] parameters;
  private final double[] residuals;
  private final RealMatrix covariance;
  private final double confidence;

  /**
   * Of parameters with the least sum of squared residuals.
   *
   * @param confidence of intervals and band, between 0 and 1
   */
  Fit(Curve curve, Observations observed, double[] parameters, double confidence) {
    this.curve = curve;
    this.observed = observed;
    this.parameters = parameters.clone();
    this.confidence = confidence;
    double[] fitted = model(observed.xs()).value(parameters);
    double[] ys = observed.ys();
    this.residuals = IntStream.range(0, ys.length).mapToDouble(i -> ys[i] - fitted[i]).toArray();
    this.covariance =
        Covariance.of(
                curve.parameters(),
                parameters,
                Math.sqrt(Arrays.stream(ys).map(y -> y * y).sum()),
                model(observed.xs()).computeJacobian(parameters))
            .scalarMultiply(residualError() * residualError());
  }

  /**
   * Where the curve is, and between which bounds the true one is, with the confidence asked for, at
   * each x by itself.
   *
   * @param x where
   * @param fitted the curve there
   * @param half how far either bound is from it
   */
  record Band(double x, double fitted, double half) {
    double lower() {
      return fitted - half;
    }

    double upper() {
      return fitted + half;
    }
  }

  /** The curve at some places as a function of its parameters. */
  private LeastSquaresModel model(double... xs) {
    Value x = Value.constant(Tensor.of(xs));
    return LeastSquaresModel.of(p -> curve.at(p, x));
  }

  Curve curve() {
    return curve;
  }

  Observations observed() {
    return observed;
  }

  double confidence() {
    return confidence;
  }

  double parameter(int index) {
    return parameters[index];
  }

  double residual(int row) {
    return residuals[row];
  }

  double squaredResiduals() {
    return IntStream.range(0, residuals.length).mapToDouble(i -> residuals[i] * residuals[i]).sum();
  }

  int degreesOfFreedom() {
    return residuals.length - parameters.length;
  }

  /** s: the root of the sum of squared residuals divided by the degrees of freedom. */
  double residualError() {
    return Math.sqrt(squaredResiduals() / degreesOfFreedom());
  }

  /** s² (JᵀJ)⁻¹, of the Jacobian matrix J of the curve by its parameters. */
  double covariance(int i, int j) {
    return covariance.getEntry(i, j);
  }

  double standardError(int parameter) {
    return Math.sqrt(covariance(parameter, parameter));
  }

  /** NaN where a standard error is 0. */
  double correlation(int i, int j) {
    return covariance(i, j) / (standardError(i) * standardError(j));
  }

  /** So many standard errors to either side: a quantile of Student's distribution. */
  double quantile() {
    return new TDistribution(degreesOfFreedom()).inverseCumulativeProbability((1 + confidence) / 2);
  }

  /** By the delta method: the variance at x is gᵀ C g, of the gradient g by the parameters. */
  Band[] band(double... xs) {
    double[] fitted = model(xs).value(parameters);
    RealMatrix gradients = model(xs).computeJacobian(parameters);
    double quantile = quantile();
    return IntStream.range(0, xs.length)
        .mapToObj(
            i -> {
              RealVector gradient = gradients.getRowVector(i);
              double variance = gradient.dotProduct(covariance.operate(gradient));
              return new Band(xs[i], fitted[i], quantile * Math.sqrt(Math.max(0, variance)));
            })
        .toArray(Band[]::new);
  }
}
