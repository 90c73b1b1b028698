package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.BinaryCounts;
import dev.chainrule.nn.loss.Metrics;
import java.util.function.ToDoubleFunction;

/** Says how good a model's outputs are, by a number for people to read. */
@FunctionalInterface
public interface Metric {
  /**
   * Calculates the metric of all held-out examples at once.
   *
   * @param outputs the model's, one row an example
   * @param targets of the same examples
   */
  double of(Tensor outputs, Tensor targets);

  /**
   * Gives the share of rows whose largest output stands at the row's class; classes are whole
   * numbers from 0, shape [examples]. For one logit an example take {@link #binaryAccuracy}.
   */
  static Metric accuracy() {
    return new NamedMetric("accuracy", Metrics::accuracy);
  }

  /**
   * Gives the share of elements that were taken for what they are: for positive where the logit is
   * larger than 0. Labels are 0 or 1, in the shape of the outputs; so for all of these metrics.
   * Each is NaN where an output is.
   */
  static Metric binaryAccuracy() {
    return binary("binaryAccuracy", BinaryCounts::accuracy);
  }

  /** Gives the share of elements taken for positive that are; NaN if none was. */
  static Metric precision() {
    return binary("precision", BinaryCounts::precision);
  }

  /** Gives the share of positive elements that were taken for it; NaN if none is. */
  static Metric recall() {
    return binary("recall", BinaryCounts::recall);
  }

  /** Gives the harmonic mean of precision and recall; see {@link BinaryCounts#f1}. */
  static Metric f1() {
    return binary("f1", BinaryCounts::f1);
  }

  private static Metric binary(String name, ToDoubleFunction<BinaryCounts> share) {
    return new NamedMetric(
        name,
        (outputs, labels) ->
            Double.isNaN(outputs.max().item())
                ? Double.NaN
                : share.applyAsDouble(BinaryCounts.ofLogits(outputs, labels)));
  }

  /** Gives the area under the receiver operating characteristic; see {@link Metrics#auc}. */
  static Metric auc() {
    return new NamedMetric("auc", Metrics::auc);
  }

  /**
   * Gives the mean absolute error; see {@link Metrics#meanAbsoluteError}. It is in the units of the
   * targets: where a preprocessor standardises these, in standard deviations.
   */
  static Metric meanAbsoluteError() {
    return new NamedMetric("meanAbsoluteError", Metrics::meanAbsoluteError);
  }

  /** Gives the coefficient of determination; see {@link Metrics#rSquared}. */
  static Metric rSquared() {
    return new NamedMetric("rSquared", Metrics::rSquared);
  }
}
