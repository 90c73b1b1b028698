package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Metrics;
import java.util.stream.DoubleStream;

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
   * numbers from 0, shape [examples].
   */
  static Metric accuracy() {
    return new NamedMetric(
        "accuracy",
        (outputs, targets) ->
            Metrics.accuracy(
                outputs, DoubleStream.of(targets.toArray()).mapToInt(c -> (int) c).toArray()));
  }

  /** Gives the coefficient of determination; see {@link Metrics#rSquared}. */
  static Metric rSquared() {
    return new NamedMetric("rSquared", Metrics::rSquared);
  }
}
